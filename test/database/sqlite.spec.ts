import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { ProcessLock } from '../../src/database/process-lock.js';
import { insertRow } from '../../src/database/rows.js';
import { SqliteEngine } from '../../src/database/sqlite.js';
import { entities } from '../../src/entities.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { emptyDatabase } from '../support/test-database.js';

/** What is particular to SQLite; it runs in both projects, since it asks for no server. */
describe('the SQLite engine', () => {
  let file: string;
  let engine: SqliteEngine;
  let database: Database;

  beforeAll(async () => {
    const { dataDir } = await emptyDatabase('sqlite');
    file = join(dataDir, 'bina.db');
    engine = await SqliteEngine.open(file, entities);
    await migrate(engine);
    database = new Database(engine);
  });

  afterAll(() => database.close());

  const pragma = async (name: string): Promise<unknown> =>
    Object.values(((await database.reader.query(`PRAGMA ${name}`)) as object[])[0] ?? {})[0];

  it('is durable, keeps foreign keys and overwrites what is deleted', async () => {
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('secure_delete')).toBe(1);
  });

  it('runs on a SQLite without the bug of reset WALs (3.51.3 or later)', async () => {
    const [{ version }] = (await database.reader.query('SELECT sqlite_version() AS version')) as [{ version: string }];
    const [, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(minor * 1000 + patch).toBeGreaterThanOrEqual(51_003);
  });

  it('keeps its file from other users', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('refuses to write through the reader', async () => {
    const writing = insertRow(database.reader, RateCounter, { key: 'r', windowEndsAt: new Date(0), count: 0 });
    await expect(writing).rejects.toThrow('readonly');
  });

  it('refuses a second server on the same file until the first is gone', () => {
    const lock = ProcessLock.take(file);
    expect(() => ProcessLock.take(file)).toThrow('Another server process is already using');
    lock.release();
    ProcessLock.take(file).release();
  });

  it('waits for a command that holds the write lock, without failing', async () => {
    const command = new Sqlite(file);
    command.exec('BEGIN IMMEDIATE');
    const waiting = database.transaction((tx) =>
      insertRow(tx, RateCounter, { key: 'waited', windowEndsAt: new Date(0), count: 0 }),
    );
    setImmediate(() => {
      command.exec('COMMIT');
      command.close();
    });
    await waiting;
    expect(await database.reader.countBy(RateCounter, { key: 'waited' })).toBe(1);
  });

  it('says so when the disk is full, keeps what was there, and goes on with whole transactions afterwards', async () => {
    const fill = (key: string, size: number) =>
      database.transaction(async (tx) => {
        for (let part = 0; part < size; part += 1) {
          await insertRow(tx, RateCounter, {
            key: `${key}-${part}-${'x'.repeat(90)}`,
            windowEndsAt: new Date(0),
            count: 0,
          });
        }
      });
    const [{ page_count: pages }] = (await engine.source.query('PRAGMA page_count')) as [{ page_count: number }];
    await engine.source.query(`PRAGMA max_page_count = ${pages + 2}`);
    await expect(fill('full', 2_000)).rejects.toMatchObject({ code: 'disk_full' });
    await engine.source.query('PRAGMA max_page_count = 1000000');
    await fill('room', 10);
    await expect(
      database.transaction(async (tx) => {
        await insertRow(tx, RateCounter, { key: 'gone', windowEndsAt: new Date(0), count: 0 });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const keys = (await database.reader.find(RateCounter, { where: {} })).map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('full'))).toEqual([]);
    expect(keys.filter((key) => key.startsWith('room'))).toHaveLength(10);
    expect(keys).not.toContain('gone');
  });
});
