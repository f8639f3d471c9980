import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { openEngine } from '../../src/database/open.js';
import { insertRow } from '../../src/database/rows.js';
import { WhileUnchanged } from '../../src/database/while-unchanged.js';
import { entities } from '../../src/entities.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { engineName, freshDatabase } from '../support/test-database.js';

const add = (database: Database, key: string) =>
  database.transaction((tx) => insertRow(tx, RateCounter, { key, windowEndsAt: new Date(0), count: 0 }));

describe('what is known while no row changes', () => {
  let database: Database;
  let otherProcess: Database;
  let known: WhileUnchanged<number>;
  let read = 0;

  const counters = (name = 'counters') =>
    known.get(name, () => {
      read += 1;
      return database.reader.count(RateCounter);
    });

  beforeAll(async () => {
    const { settings } = await freshDatabase();
    database = new Database(await openEngine(settings, entities));
    otherProcess = new Database(await openEngine(settings, entities));
    known = new WhileUnchanged(database);
  });

  afterAll(async () => {
    await database.close();
    await otherProcess.close();
  });

  it('is never older than the question, whoever changed it', async () => {
    expect(await counters()).toBe(0);
    await add(database, 'own');
    expect(await counters()).toBe(1);
    await add(otherProcess, 'foreign');
    expect(await counters()).toBe(2);
  });

  it('is told apart by its name', async () => {
    await counters('one');
    read = 0;
    await counters('another');
    expect(read).toBe(1);
  });

  it(`is read ${engineName() === 'sqlite' ? 'once' : 'for each'} of many who ask`, async () => {
    await add(database, 'new');
    read = 0;
    await Promise.all([counters(), counters(), counters()]);
    expect(read).toBe(engineName() === 'sqlite' ? 1 : 3);
  });

  it('is asked again after it could not be read', async () => {
    await expect(known.get('broken', () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    expect(await known.get('broken', () => Promise.resolve(7))).toBe(7);
  });
});
