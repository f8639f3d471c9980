import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { ConstraintViolation } from '../../src/database/constraints.js';
import { Database } from '../../src/database/database.js';
import { insertByCommit, insertRow } from '../../src/database/rows.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { freshEngine } from '../support/test-database.js';

const row = (key: string) => ({ key, windowEndsAt: new Date(0), count: 0 });

describe('rows that are written by the commit', () => {
  let database: Database;

  const keys = async () => (await database.reader.findBy(RateCounter, {})).map(({ key }) => key).sort();
  const write = (tx: EntityManager, ...names: string[]) => insertByCommit(tx, RateCounter, names.map(row));

  beforeAll(async () => {
    database = new Database(await freshEngine());
    await database.transaction((tx) => insertRow(tx, RateCounter, row('standing')));
  });

  afterAll(() => database.close());

  it('are there when the transaction is, however many they are', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `many ${index}`);
    await database.transaction((tx) => write(tx, ...many));
    expect((await keys()).filter((key) => key.startsWith('many'))).toHaveLength(250);
  });

  it('are seen by the statements after them', async () => {
    const seen = await database.transaction(async (tx) => {
      await write(tx, 'seen');
      return tx.findOneBy(RateCounter, { key: 'seen' });
    });
    expect(seen?.key).toBe('seen');
  });

  it('take everything with them when they fail, and say why', async () => {
    const before = await keys();
    const last = database.transaction(async (tx) => {
      await insertRow(tx, RateCounter, row('first'));
      await write(tx, 'standing');
    });
    await expect(last).rejects.toThrow(ConstraintViolation);
    const gone = database.transaction(async (tx) => {
      await write(tx, 'standing');
      await insertRow(tx, RateCounter, row('after'));
    });
    await expect(gone).rejects.toThrow(ConstraintViolation);
    expect(await keys()).toEqual(before);
  });

  it('let nobody take a failure that was passed over for a success', async () => {
    const before = await keys();
    const passed = database.transaction(async (tx) => {
      await write(tx, 'lost');
      await insertRow(tx, RateCounter, row('standing')).catch(() => undefined);
      await write(tx, 'lost too');
      return [...before, 'lost', 'lost too'].sort();
    });
    const expected = await passed.catch(() => before);
    expect(await keys()).toEqual(expected);
  });
});
