import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { StatementFailed } from '../../src/database/constraints.js';
import { Database } from '../../src/database/database.js';
import type { Engine } from '../../src/database/engine.js';
import { oneForAll } from '../../src/database/one-for-all.js';
import { insertByCommit, insertRow } from '../../src/database/rows.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { Busy, DiskFull, Refusal } from '../../src/kernel/problems.js';
import { freshEngine } from '../support/test-database.js';

const row = (key: string) => ({ key, windowEndsAt: new Date(0), count: 0 });

/** Commits, but its word for that gets lost. */
class Unheard extends Database {
  override async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    await super.transaction(work);
    throw new StatementFailed('EOTHERS', 'the line is dead');
  }
}

/** Runs all work twice, as after a deadlock. */
class Again extends Database {
  override async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const inVain = super.transaction(async (tx) => {
      await work(tx);
      throw new Error('a deadlock');
    });
    await inVain.catch(() => undefined);
    return super.transaction(work);
  }
}

describe('one transaction for all', () => {
  let engine: Engine;
  let database: Database;

  beforeAll(async () => {
    engine = await freshEngine();
    database = new Database(engine);
    await database.transaction((tx) => insertRow(tx, RateCounter, row('standing')));
  });
  afterAll(() => database.close());

  const stands = async (key: string) => (await database.reader.countBy(RateCounter, { key })) === 1;

  it('answers what its work did', async () => {
    const done = await oneForAll(database, async (tx) => {
      await insertRow(tx, RateCounter, row('done'));
      return 'done';
    });
    expect([done, await stands('done')]).toEqual(['done', true]);
  });

  it.each([
    ['a refusal', new Refusal('batch_full')],
    ['a fault', new SyntaxError('a row that nobody can read')],
    ['a connection that broke', new StatementFailed('EOTHERS', 'the line is dead')],
  ])('answers null after %s in its work, and has left nothing', async (_, error) => {
    const done = await oneForAll(database, async (tx) => {
      await insertRow(tx, RateCounter, row('left'));
      throw error;
    });
    expect([done, await stands('left')]).toEqual([null, false]);
  });

  it('answers null when its commit is refused', async () => {
    expect(await oneForAll(database, (tx) => insertByCommit(tx, RateCounter, [row('standing')]))).toBeNull();
  });

  it.each([new Busy(), new DiskFull()])('throws what all would meet: $code', async (error) => {
    await expect(oneForAll(database, () => Promise.reject(error))).rejects.toBe(error);
  });

  it('throws when nobody knows whether it was committed', async () => {
    const unheard = oneForAll(new Unheard(engine), (tx) => insertRow(tx, RateCounter, row('unheard')));
    await expect(unheard).rejects.toThrow('the line is dead');
    expect(await stands('unheard')).toBe(true);
  });

  it('answers null when its work failed after it had been done in vain', async () => {
    let attempts = 0;
    const done = await oneForAll(new Again(engine), () => {
      attempts += 1;
      return attempts === 1 ? Promise.resolve('in vain') : Promise.reject(new Error('broken'));
    });
    expect([done, attempts]).toEqual([null, 2]);
  });
});
