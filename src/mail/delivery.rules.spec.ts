import { describe, expect, it } from '@jest/globals';
import { interruptedDelay, isPermanent, mostAttempts, presentableReason, retryDelay } from './delivery.rules.js';

const hour = 3_600_000;

describe('retries', () => {
  it('wait from a minute to six hours, and longer than a day in all', () => {
    const waits = Array.from({ length: mostAttempts - 1 }, (_, at) => retryDelay(at + 1, 0));
    expect(waits[0]).toBe(60_000);
    expect(waits.at(-1)).toBe(6 * hour);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(24 * hour);
  });

  it('are spread, so that a backlog does not come back all at once', () => {
    expect(retryDelay(3, 0)).toBe(240_000);
    expect(retryDelay(3, 0.999)).toBeGreaterThan(290_000);
    expect(retryDelay(3, 0.999)).toBeLessThanOrEqual(300_000);
  });

  it('after a worker died come at once three times, and then as after failures', () => {
    const minutes = [1, 2, 3, 4, 5, 6].map((attempts) => interruptedDelay(attempts, 0) / 60_000);
    expect(minutes).toEqual([0, 0, 0, 1, 2, 4]);
  });
});

describe('a refusal', () => {
  it.each([
    ['EENVELOPE', 550, true],
    ['EENVELOPE', 553, true],
    ['EMESSAGE', 552, true],
    ['EMESSAGE', 554, true],
    ['EENVELOPE', 450, false],
    ['EENVELOPE', 421, false],
    ['EMESSAGE', 452, false],
    ['EAUTH', 535, false],
    ['ECONNECTION', 554, false],
    ['ETIMEDOUT', undefined, false],
    ['ESOCKET', undefined, false],
  ])('%s %s is permanent: %s', (code, responseCode, permanent) => {
    expect(isPermanent({ code, responseCode })).toBe(permanent);
  });
});

describe('what the organiser reads', () => {
  it('holds no address, link or number of a person', () => {
    const reason = presentableReason(
      '550 5.1.1 <siti@usaha.example>: no such user siti@usaha.example\r\n https://mx.example/x?u=siti 0812-3456-7890 6371014508900001',
    );
    expect(reason).toBe('550 5.1.1 …: no such user … … …');
  });

  it('is short', () => {
    expect(presentableReason('no '.repeat(500)).length).toBeLessThanOrEqual(200);
  });
});
