import { describe, expect, it, jest } from '@jest/globals';
import { Turnstile } from './turnstile.js';

/** What has settled once everything that is ready has run. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  return done;
}

describe('Turnstile', () => {
  it('lets two in, and each other when one has left, in the order of coming', async () => {
    const turnstile = new Turnstile();
    const [leave] = [await turnstile.enter('batch'), await turnstile.enter('batch')];
    const [third, fourth] = [turnstile.enter('batch'), turnstile.enter('batch')];
    expect(await settled(third)).toBe(false);
    leave();
    expect([await settled(third), await settled(fourth)]).toEqual([true, false]);
    (await third)();
    expect(await settled(fourth)).toBe(true);
  });

  it('keeps nobody for the sake of another name', async () => {
    const turnstile = new Turnstile();
    await turnstile.enter('batch');
    await turnstile.enter('batch');
    expect(await settled(turnstile.enter('another'))).toBe(true);
  });

  it('lets go on who has waited for a second, and forgets her', async () => {
    jest.useFakeTimers();
    try {
      const turnstile = new Turnstile();
      const leave = await turnstile.enter('batch');
      await turnstile.enter('batch');
      const [third, fourth] = [turnstile.enter('batch'), turnstile.enter('batch')];
      jest.advanceTimersByTime(999);
      expect(await settled(third)).toBe(false);
      jest.advanceTimersByTime(1);
      expect([await settled(third), await settled(fourth)]).toEqual([true, true]);
      leave();
    } finally {
      jest.useRealTimers();
    }
  });
});
