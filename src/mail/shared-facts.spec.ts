import { describe, expect, it } from '@jest/globals';
import { SharedFacts } from './shared-facts.js';

describe('shared facts', () => {
  it('are made once for all who ask by the same name, even at once', async () => {
    const facts = new SharedFacts();
    let made = 0;
    const make = () => Promise.resolve((made += 1));
    expect(await Promise.all([facts.once('a', make), facts.once('a', make), facts.once('b', make)])).toEqual([1, 1, 2]);
    expect(await facts.once('a', make)).toBe(1);
  });

  it('that could not be made are made anew for the next who asks', async () => {
    const facts = new SharedFacts();
    await expect(facts.once('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await facts.once('a', () => Promise.resolve('here'))).toBe('here');
  });
});
