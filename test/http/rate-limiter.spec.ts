import { describe, afterAll, beforeAll, expect, it } from '@jest/globals';
import { RateLimiter } from '../../src/http/rate-limiter.js';
import { TooMany } from '../../src/kernel/problems.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('limits of rate', () => {
  const budget = { limit: 5, windowSeconds: 900 };

  let app: TestApp;
  let limiter: RateLimiter;

  beforeAll(async () => {
    app = await startApp();
    limiter = app.app.get(RateLimiter);
  });

  afterAll(() => app.close());

  it('gives no more attempts than there are, also at the same moment', async () => {
    const takes = await Promise.allSettled(Array.from({ length: 20 }, () => limiter.take('at once', budget)));
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    const refused = takes.flatMap((take) => (take.status === 'rejected' ? [take.reason as unknown] : []));
    expect(refused).toHaveLength(15);
    for (const reason of refused) expect(reason).toBeInstanceOf(TooMany);
  });

  it('takes an attempt back, begins a new window in time, and forgets', async () => {
    const take = () => limiter.take('one by one', { ...budget, limit: 1 });
    await take();
    await expect(take()).rejects.toMatchObject({ params: { retryAfterSeconds: 900, minutes: 15 } });
    await limiter.giveBack('one by one');
    await limiter.giveBack('one by one');
    await take();
    await expect(take()).rejects.toThrow(TooMany);
    app.clock.moveBySeconds(899);
    await expect(take()).rejects.toMatchObject({ params: { retryAfterSeconds: 1, minutes: 1 } });
    app.clock.moveBySeconds(1);
    await take();
    await expect(take()).rejects.toThrow(TooMany);
    await limiter.forget('one by one');
    await take();
  });
});
