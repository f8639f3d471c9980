import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { insertRow } from '../../src/database/rows.js';
import { SqliteEngine } from '../../src/database/sqlite.js';
import { entities } from '../../src/entities.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { emptyDatabase } from '../support/test-database.js';

/** SQLite's alone, and run in both projects: PostgreSQL shares its commits by itself. */
describe('units of work that wait together', () => {
  let file: string;
  let engine: SqliteEngine;
  let database: Database;
  let observer: Sqlite.Database;

  beforeEach(async () => {
    const { dataDir } = await emptyDatabase('sqlite');
    file = join(dataDir, 'bina.db');
    engine = await SqliteEngine.open(file, entities, Infinity);
    await migrate(engine);
    database = new Database(engine);
    observer = new Sqlite(file, { readonly: true });
  });

  afterEach(async () => {
    observer.close();
    await database.close();
  });

  const write = (key: string) =>
    database.transaction((tx) => insertRow(tx, RateCounter, { key, windowEndsAt: new Date(0), count: 0 }));
  /** As another process sees it. */
  const committed = () => observer.prepare('SELECT key FROM rate_counters ORDER BY key').pluck().all();
  const commits = () => observer.pragma('data_version', { simple: true });

  it('share one commit', async () => {
    const before = commits();
    const seen = await Promise.all(['a', 'b', 'c'].map((key) => write(key).then(committed)));
    expect(seen).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(commits()).not.toBe(before);
  });

  it('run one after the other, each seeing what the earlier ones did', async () => {
    const counts = await Promise.all(
      ['a', 'b', 'c'].map((key) =>
        database.transaction(async (tx) => {
          await insertRow(tx, RateCounter, { key, windowEndsAt: new Date(0), count: 0 });
          return tx.countBy(RateCounter, {});
        }),
      ),
    );
    expect(counts).toEqual([1, 2, 3]);
  });

  it('are kept although one among them fails, of which nothing is left', async () => {
    const failing = () =>
      database.transaction(async (tx) => {
        await insertRow(tx, RateCounter, { key: 'b', windowEndsAt: new Date(0), count: 0 });
        await insertRow(tx, RateCounter, { key: 'a', windowEndsAt: new Date(0), count: 0 });
      });
    const outcomes = await Promise.allSettled([write('a'), failing(), write('c')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { kind: 'unique' } });
    expect(committed()).toEqual(['a', 'c']);
  });

  it('are told nothing before the commit, not even that they failed', async () => {
    const told: string[] = [];
    const note = (name: string) => () => void told.push(`${name}, ${committed().length} committed`);
    const failing = () => database.transaction(() => Promise.reject(new Error('as planned')));
    await Promise.all([write('a').then(note('a')), failing().catch(note('failing')), write('b').then(note('b'))]);
    expect(told).toEqual(['a, 2 committed', 'failing, 2 committed', 'b, 2 committed']);
  });

  it('are all told when their commit fails, and the next ones commit', async () => {
    const breaking = () =>
      database.transaction(async (tx) => {
        await tx.query('PRAGMA defer_foreign_keys = ON');
        await tx.query(
          `INSERT INTO user_sessions (id, user_id, kind, token_hash, created_at, expires_at, last_used_at)
         VALUES ('x', 'nobody', 'bearer', 'x', '', '', '')`,
        );
      });
    const outcomes = await Promise.allSettled([write('a'), breaking(), write('c')]);
    const failed = { status: 'rejected', reason: { kind: 'foreign_key' } };
    expect(outcomes).toMatchObject([failed, failed, failed]);
    expect(committed()).toEqual([]);
    await Promise.all([write('d'), write('e')]);
    expect(committed()).toEqual(['d', 'e']);
  });

  it('are all told when the database has rolled back by itself, and the next ones commit', async () => {
    const losing = () =>
      database.transaction(async (tx) => {
        await tx.query('ROLLBACK');
        throw new Error('the disk is full');
      });
    const outcomes = await Promise.allSettled([write('a'), losing()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(Promise.all([write('c'), write('d')])).resolves.toBeDefined();
    expect(committed()).toEqual(['c', 'd']);
  });

  it('leave the writer outside of every transaction', async () => {
    const failing = () => database.transaction(() => Promise.reject(new Error('as planned')));
    await Promise.allSettled([write('a'), failing(), failing()]);
    const other = new Sqlite(file, { timeout: 0 });
    expect(() => other.exec('BEGIN IMMEDIATE; ROLLBACK')).not.toThrow();
    other.close();
  });

  it('join one after the other only for a while, so that other work of the process gets its turn', async () => {
    await database.close();
    database = new Database(await SqliteEngine.open(file, entities, 1));
    let turns = 0;
    const slow = () =>
      database.transaction(() => {
        for (const until = performance.now() + 5; performance.now() < until;);
        return Promise.resolve(turns);
      });
    const counting = setInterval(() => (turns += 1), 0);
    const seen = await Promise.all(Array.from({ length: 20 }, slow));
    clearInterval(counting);
    expect(seen.at(-1)).toBeGreaterThan(0);
  });
});
