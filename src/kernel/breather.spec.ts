import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Breather } from './breather.js';

function busyFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe('long work that breathes', () => {
  it('lets a timer in that is due long before its end', async () => {
    const breather = new Breather();
    const order: string[] = [];
    const timer = delay(5).then(() => order.push('timer'));
    for (let piece = 0; piece < 30; piece += 1) {
      busyFor(3);
      await breather.rest();
    }
    order.push('work');
    await timer;
    expect(order).toEqual(['timer', 'work']);
  });

  it('does not wait after every small piece', async () => {
    const breather = new Breather();
    let turns = 0;
    const count = (): void => {
      turns += 1;
      immediate = setImmediate(count);
    };
    let immediate = setImmediate(count);
    for (let piece = 0; piece < 10_000; piece += 1) await breather.rest();
    clearImmediate(immediate);
    expect(turns).toBeLessThan(1_000);
  });
});
