import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { ConstraintViolation } from '../../src/database/constraints.js';
import { Database } from '../../src/database/database.js';
import { insertByCommit, insertRow } from '../../src/database/rows.js';
import { changeNamed } from '../../src/database/statements.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { freshEngine } from '../support/test-database.js';

const standing = { key: 'standing', windowEndsAt: new Date(0), count: 0 };

/** Waits for all, and throws what the last of them threw. */
async function lastOf(...sent: Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(sent);
  const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failures.at(-1);
}

describe('a transaction of which a statement failed', () => {
  let database: Database;

  beforeAll(async () => {
    database = new Database(await freshEngine());
    await database.transaction((tx) => insertRow(tx, RateCounter, standing));
  });
  afterAll(() => database.close());

  const count = (tx: EntityManager) =>
    changeNamed(tx, 'UPDATE rate_counters SET count = 1 WHERE key = :key', { key: '' });
  const find = (tx: EntityManager) => tx.findOneBy(RateCounter, { key: '' });

  it.each([
    {
      what: 'another that was sent with it',
      work: (tx: EntityManager) => [insertRow(tx, RateCounter, standing), find(tx)],
    },
    {
      what: 'one that was never sent before, twice',
      work: (tx: EntityManager) => [insertRow(tx, RateCounter, standing), count(tx), count(tx)],
    },
    {
      what: 'one for which nobody had waited before',
      work: (tx: EntityManager) => [insertByCommit(tx, RateCounter, [standing]), find(tx)],
    },
  ])('tells what failed first, though $what fails after it in a way of its own', async ({ work }) => {
    await expect(database.transaction((tx) => lastOf(...work(tx)))).rejects.toThrow(ConstraintViolation);
  });
});
