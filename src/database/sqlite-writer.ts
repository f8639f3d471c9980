import type { Database, Statement } from 'better-sqlite3';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { Busy } from '../kernel/problems.js';
import type { Writer } from './commit-queue.js';
import { withoutParameters } from './constraints.js';
import { LeanSqliteRunner } from './lean-sqlite-runner.js';
import { QuickManager } from './quick-manager.js';

const longestWaitMilliseconds = 10_000;

/** The writing connection of a SQLite file, with TypeORM's query runner on it. */
export class SqliteWriter implements Writer {
  private runner: QueryRunner | undefined;
  private readonly driver: BetterSqlite3Driver;
  private readonly connection: Database;
  private readonly savepoint: Record<'begin' | 'keep' | 'undo', Statement>;

  constructor(private readonly source: DataSource) {
    this.driver = source.driver as BetterSqlite3Driver;
    this.connection = this.driver.databaseConnection as Database;
    this.savepoint = {
      begin: this.connection.prepare('SAVEPOINT unit'),
      keep: this.connection.prepare('RELEASE unit'),
      undo: this.connection.prepare('ROLLBACK TO unit'),
    };
  }

  /** Another process (the command line) may hold the lock: waits for it without blocking the event loop. */
  async begin(): Promise<void> {
    const runner = (this.runner ??= this.newRunner());
    const deadline = Date.now() + longestWaitMilliseconds;
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

  /** The savepoint is SQLite's alone: TypeORM's count of nested transactions stays at one. */
  async apart<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    this.savepoint.begin.run();
    try {
      const result = await work(this.begun.manager);
      this.savepoint.keep.run();
      return result;
    } catch (error) {
      if (this.stands()) {
        this.savepoint.undo.run();
        this.savepoint.keep.run();
      }
      throw error;
    }
  }

  /** Asked anew each time: SQLite rolls back by itself, when the disk is full for instance. */
  stands(): boolean {
    return this.connection.inTransaction;
  }

  async commit(): Promise<void> {
    await this.begun.commitTransaction();
  }

  /** TypeORM's count of nested transactions is wrong when SQLite has rolled back by itself; then a new runner begins. */
  async rollBack(): Promise<void> {
    if (!this.stands()) {
      this.runner = undefined;
      return;
    }
    try {
      await this.begun.rollbackTransaction();
    } catch {
      this.runner = undefined;
      if (this.stands()) this.connection.exec('ROLLBACK');
    }
  }

  private get begun(): QueryRunner {
    if (this.runner === undefined) throw new Error('No transaction has begun.');
    return this.runner;
  }

  private newRunner(): QueryRunner {
    const runner = new LeanSqliteRunner(this.driver);
    new QuickManager(this.source, runner);
    return runner;
  }
}
