import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { Busy } from '../kernel/problems.js';
import { withoutParameters } from './constraints.js';
import type { Engine, EntityClass } from './engine.js';
import { migrations } from './migrations/list.js';
import { BinaNaming } from './naming.js';

/** The driver waits synchronously, so a long wait would freeze the process; longer ones are asynchronous. */
const driverWaitMilliseconds = 100;
const writerWaitMilliseconds = 10_000;
const queueLimit = 20_000;

/** A transaction that will write takes the write lock at once: a deferred one fails when another wrote meanwhile. */
class ImmediateQueryRunner extends BetterSqlite3QueryRunner {
  override async startTransaction(): Promise<void> {
    await this.query('BEGIN IMMEDIATE');
    this.isTransactionActive = true;
    this.transactionDepth = 1;
  }
}

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

/** Asked anew each time: SQLite changes it by itself. */
function isOpen(connection: Sqlite.Database): boolean {
  return connection.inTransaction;
}

/**
 * SQLite: transactions run one at a time on a writing connection; everything else reads through a second,
 * read-only one. TypeORM alone would give all callers one query runner, and one's rollback would undo another's commit.
 */
export class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  private runner: QueryRunner | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  private constructor(
    readonly source: DataSource,
    private readonly readingSource: DataSource,
  ) {}

  static async open(file: string, entities: readonly EntityClass[]): Promise<SqliteEngine> {
    ownFile(file);
    const source = new DataSource(sourceOptions(file, entities, false));
    await source.initialize();
    const readingSource = new DataSource(sourceOptions(file, entities, true));
    await readingSource.initialize();
    return new SqliteEngine(source, readingSource);
  }

  get reader(): EntityManager {
    return this.readingSource.manager;
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.waiting >= queueLimit) return Promise.reject(new Busy());
    this.waiting += 1;
    const mine = this.last.then(() => this.runAlone(work));
    this.last = mine.then(
      () => (this.waiting -= 1),
      () => (this.waiting -= 1),
    );
    return mine;
  }

  private async runAlone<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const runner = (this.runner ??= this.newRunner());
    try {
      await this.begin(runner);
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await this.rollBack(runner);
      throw error;
    }
  }

  /** Another process (the command line) may hold the lock: waits for it without blocking the event loop. */
  private async begin(runner: QueryRunner): Promise<void> {
    const deadline = Date.now() + writerWaitMilliseconds;
    for (;;) {
      try {
        await runner.startTransaction();
        return;
      } catch (error) {
        if ((withoutParameters(error) as { code?: string }).code !== 'SQLITE_BUSY') throw error;
        if (Date.now() > deadline) throw new Busy();
        await delay(20 + Math.random() * 30);
      }
    }
  }

  /** SQLite may have rolled back by itself (disk full), and TypeORM's count of nested transactions is then wrong. */
  private async rollBack(runner: QueryRunner): Promise<void> {
    const connection = this.connection;
    if (!isOpen(connection)) {
      this.forget();
      return;
    }
    try {
      await runner.rollbackTransaction();
    } catch {
      this.forget();
      if (isOpen(connection)) connection.exec('ROLLBACK');
    }
  }

  private forget(): void {
    this.runner = undefined;
  }

  private get connection(): Sqlite.Database {
    return (this.source.driver as BetterSqlite3Driver).databaseConnection as Sqlite.Database;
  }

  private newRunner(): QueryRunner {
    const runner = new ImmediateQueryRunner(this.source.driver as BetterSqlite3Driver);
    Object.assign(runner, { manager: this.source.createEntityManager(runner) });
    return runner;
  }

  async close(): Promise<void> {
    await this.last;
    await this.readingSource.destroy();
    await this.source.destroy();
  }
}
