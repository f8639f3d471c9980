import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertRow } from '../../src/database/rows.js';
import { Housekeeping } from '../../src/http/housekeeping.js';
import { IdempotencyKey } from '../../src/http/idempotency-key.entity.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { startApp, type TestApp } from '../support/test-app.js';

const day = 86_400_000;

describe('housekeeping', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  it('deletes keys after a week and counters after their window, and nothing younger', async () => {
    const ago = (days: number) => new Date(app.clock.now().getTime() - days * day);
    await app.database.transaction(async (tx) => {
      for (const days of [6.9, 7.1]) {
        const key = { id: newId(), scope: 's', key: `k${days}`, bodyHash: 'h', status: 201, resourceId: newId() };
        await insertRow(tx, IdempotencyKey, { ...key, createdAt: ago(days) });
      }
      await insertRow(tx, RateCounter, { key: 'over', windowEndsAt: ago(0.1), count: 3 });
      await insertRow(tx, RateCounter, { key: 'running', windowEndsAt: ago(-0.1), count: 3 });
    });
    await app.app.get(Housekeeping).run();
    const keys = await app.database.reader.find(IdempotencyKey, { where: { scope: 's' } });
    const counters = await app.database.reader.find(RateCounter, { where: {} });
    expect(keys.map(({ key }) => key)).toEqual(['k6.9']);
    expect(counters.map(({ key }) => key)).toEqual(['running']);
  });
});
