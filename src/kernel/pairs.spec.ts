import { describe, expect, it } from '@jest/globals';
import { pairs } from './pairs.js';

describe('pairs', () => {
  it('go through both lists in step', () => {
    expect(pairs([1, 2], ['one', 'two'])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(pairs([], [])).toEqual([]);
  });

  it('are not made of lists of different lengths', () => {
    expect(() => pairs([1, 2], ['one'])).toThrow("2 can't be paired with 1.");
    expect(() => pairs([1], ['one', 'two'])).toThrow();
  });
});
