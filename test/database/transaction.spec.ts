import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { Database } from '../../src/database/database.js';
import { NestingGuard } from '../../src/database/nesting-guard.js';
import { insertRow } from '../../src/database/rows.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { engineName, freshDatabase, freshEngine } from '../support/test-database.js';
import { gate } from '../support/gate.js';

const row = (key: string) => ({ key, windowEndsAt: new Date(0), count: 0 });
const keysOf = async (reader: EntityManager) =>
  (await reader.find(RateCounter, { where: {}, order: { key: 'ASC' } })).map(({ key }) => key);

describe('Database.transaction', () => {
  let database: Database;

  beforeAll(async () => {
    database = new Database(await freshEngine(), new NestingGuard());
  });

  afterAll(() => database.close());

  it('keeps what the first committed when a second, concurrent one rolls back', async () => {
    const firstIsIn = gate();
    const secondMayFail = gate();
    const second = database.transaction(async (tx) => {
      await insertRow(tx, RateCounter, row('second'));
      firstIsIn.open();
      await secondMayFail.opened;
      throw new Error('the second fails');
    });
    const failed = expect(second).rejects.toThrow('the second fails');
    await firstIsIn.opened;
    const first = database.transaction((tx) => insertRow(tx, RateCounter, row('first')));
    secondMayFail.open();
    await failed;
    await first;
    expect(await keysOf(database.reader)).toEqual(['first']);
  });

  it('shows readers nothing that is not committed', async () => {
    const written = gate();
    const mayCommit = gate();
    const writing = database.transaction(async (tx) => {
      await insertRow(tx, RateCounter, row('unseen'));
      written.open();
      await mayCommit.opened;
    });
    await written.opened;
    expect(await keysOf(database.reader)).not.toContain('unseen');
    mayCommit.open();
    await writing;
    expect(await keysOf(database.reader)).toContain('unseen');
  });

  it('runs two hundred at once, of which every fifth fails, without losing or keeping a wrong row', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, number) =>
        database.transaction(async (tx) => {
          await insertRow(tx, RateCounter, row(`n${String(number).padStart(3, '0')}`));
          if (number % 5 === 0) throw new Error('as planned');
        }),
      ),
    );
    const kept = outcomes.flatMap((outcome, number) =>
      outcome.status === 'fulfilled' ? [`n${String(number).padStart(3, '0')}`] : [],
    );
    expect(kept).toHaveLength(160);
    expect((await keysOf(database.reader)).filter((key) => key.startsWith('n'))).toEqual(kept);
  });

  it('refuses a transaction within a transaction by name', async () => {
    await expect(database.transaction(() => database.transaction(() => Promise.resolve()))).rejects.toThrow(
      'begun within a transaction',
    );
  });

  it('tells a broken constraint without repeating the values', async () => {
    await database.transaction((tx) => insertRow(tx, RateCounter, row('once')));
    const twice = database.transaction((tx) => insertRow(tx, RateCounter, row('once')));
    await expect(twice).rejects.toMatchObject({ name: 'ConstraintViolation', kind: 'unique' });
    await expect(twice.catch((error: unknown) => JSON.stringify(error))).resolves.not.toContain('once');
  });
});

describe('a plain TypeORM data source', () => {
  /** Why `Database` exists. Should TypeORM mend this one day, the test tells. */
  it(
    engineName() === 'sqlite' ? 'loses the first one’s row on SQLite' : 'keeps the first one’s row on PostgreSQL',
    async () => {
      const { settings } = await freshDatabase();
      const plain = new DataSource(
        settings.engine === 'sqlite'
          ? { type: 'better-sqlite3', database: settings.file, entities: [] }
          : { type: 'postgres', url: settings.url, entities: [], installExtensions: false },
      );
      await plain.initialize();
      const insert = (tx: EntityManager, key: string) =>
        tx.query(`INSERT INTO rate_counters ("key", window_ends_at, "count") VALUES ('${key}', '', 0)`);
      const secondIsIn = gate();
      const secondMayFail = gate();
      const second = plain.transaction(async (tx) => {
        await insert(tx, 'second');
        secondIsIn.open();
        await secondMayFail.opened;
        throw new Error('the second fails');
      });
      const failed = expect(second).rejects.toThrow('the second fails');
      await secondIsIn.opened;
      await plain.transaction((tx) => insert(tx, 'first'));
      secondMayFail.open();
      await failed;
      const left: unknown[] = await plain.query('SELECT "key" FROM rate_counters');
      await plain.destroy();
      expect(left).toEqual(engineName() === 'sqlite' ? [] : [{ key: 'first' }]);
    },
  );
});
