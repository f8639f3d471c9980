import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { CommitQueue, usualJoiningMilliseconds } from './commit-queue.js';
import type { Engine, EntityClass } from './engine.js';
import { migrations } from './migrations/list.js';
import { BinaNaming } from './naming.js';
import { LeanSqliteRunner } from './lean-sqlite-runner.js';
import { QuickManager } from './quick-manager.js';
import { SqliteWriter } from './sqlite-writer.js';

/** The driver waits synchronously, so a long wait would freeze the process; longer ones are asynchronous. */
const driverWaitMilliseconds = 100;

/** Settings that durability and erasure rest on; read back, since a build of SQLite may ignore one. */
const pragmas = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1 } as const;

function prepare(connection: Sqlite.Database): void {
  for (const [name, wanted] of Object.entries(pragmas)) {
    if (name === 'journal_mode' && connection.readonly) continue;
    connection.pragma(`${name} = ${wanted}`);
    const found: unknown = connection.pragma(name, { simple: true });
    if (found !== wanted) throw new Error(`SQLite keeps ${name} at ${String(found)} instead of ${wanted}.`);
  }
}

function sourceOptions(
  file: string,
  entities: readonly EntityClass[],
  readonly: boolean,
): BetterSqlite3DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: file,
    driver: Sqlite,
    readonly,
    fileMustExist: readonly,
    timeout: driverWaitMilliseconds,
    entities: [...entities],
    migrations: readonly ? [] : [...migrations],
    migrationsTransactionMode: 'each',
    namingStrategy: new BinaNaming(),
    prepareDatabase: prepare,
  };
}

/** A file that only its owner may read; its WAL and shared memory inherit the mode. */
function ownFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) new Sqlite(file).close();
  chmodSync(file, 0o600);
}

/**
 * SQLite: units of work run one at a time on a writing connection and share commits; everything else reads through a
 * second, read-only one. TypeORM alone would give all callers one query runner, and one's rollback would undo another's
 * commit.
 */
export class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  readonly reader: EntityManager;
  private readonly commits: CommitQueue;

  private constructor(
    readonly source: DataSource,
    private readonly readingSource: DataSource,
    joiningMilliseconds: number,
  ) {
    this.reader = new QuickManager(readingSource, new LeanSqliteRunner(readingSource.driver as BetterSqlite3Driver));
    this.commits = new CommitQueue(new SqliteWriter(source), joiningMilliseconds);
  }

  static async open(
    file: string,
    entities: readonly EntityClass[],
    joiningMilliseconds = usualJoiningMilliseconds,
  ): Promise<SqliteEngine> {
    ownFile(file);
    const source = new DataSource(sourceOptions(file, entities, false));
    await source.initialize();
    const readingSource = new DataSource(sourceOptions(file, entities, true));
    await readingSource.initialize();
    return new SqliteEngine(source, readingSource, joiningMilliseconds);
  }

  together<T>(read: (reader: EntityManager) => Promise<T>): Promise<T> {
    return read(this.reader);
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.commits.add(work);
  }

  /** SQLite changes it on a connection as soon as another one has committed, in whatever process. */
  async stamp(): Promise<string> {
    const [row] = await this.reader.query<{ data_version: number }[]>('PRAGMA data_version');
    return String(row?.data_version);
  }

  async close(): Promise<void> {
    await this.commits.emptied();
    await this.readingSource.destroy();
    await this.source.destroy();
  }
}
