import { describe, expect, it } from '@jest/globals';
import { MovableClock } from '../kernel/clock.js';
import { every } from './ticker.js';

describe('every', () => {
  it('works at the first turn, then once in so long, whether it failed or not', async () => {
    const clock = new MovableClock(new Date('2026-03-02T01:00:00Z'));
    let turns = 0;
    const chore = every(60_000, clock, () => {
      turns += 1;
      return turns === 1 ? Promise.reject(new Error('it failed')) : Promise.resolve();
    });
    await expect(chore()).rejects.toThrow('it failed');
    clock.moveBySeconds(59);
    await chore();
    expect(turns).toBe(1);
    clock.moveBySeconds(1);
    await chore();
    await chore();
    expect(turns).toBe(2);
  });
});
