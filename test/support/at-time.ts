import { jest } from '@jest/globals';

/** Runs `work` while the clock shows `now`; timers and everything else go on as ever. */
export async function atTime<T>(now: string, work: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
}
