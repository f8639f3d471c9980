import { describe, expect, it } from '@jest/globals';
import { Ahead } from './ahead.js';

describe('Ahead', () => {
  function numbers(last: number): { readonly ahead: Ahead<number>; readonly made: number[] } {
    const made: number[] = [];
    const ahead = new Ahead(2, () => {
      if (made.length === last) return Promise.resolve(undefined);
      made.push(made.length + 1);
      return Promise.resolve(made.length);
    });
    return { ahead, made };
  }

  it('has two more in hand than were taken, in their order', async () => {
    const { ahead, made } = numbers(9);
    expect([await ahead.next(), made.length]).toEqual([1, 3]);
    expect([await ahead.next(), made.length]).toEqual([2, 4]);
  });

  it('gives what there is, and nothing after it', async () => {
    const { ahead } = numbers(3);
    const taken = await Promise.all(Array.from({ length: 5 }, () => ahead.next()));
    expect(taken).toEqual([1, 2, 3, undefined, undefined]);
  });

  it('forgets what it has in hand when it is ended, and makes no more', async () => {
    const { ahead, made } = numbers(9);
    await ahead.next();
    ahead.end();
    expect([await ahead.next(), made.length]).toEqual([undefined, 3]);
  });

  it('tells whoever takes it that something could not be made, and nobody else', async () => {
    let count = 0;
    const ahead = new Ahead(2, () => {
      count += 1;
      return count === 2 ? Promise.reject(new Error('broken')) : Promise.resolve(count);
    });
    expect(await ahead.next()).toBe(1);
    await expect(ahead.next()).rejects.toThrow('broken');
    expect(await ahead.next()).toBe(3);
  });
});
