import type { Database, Statement } from 'better-sqlite3';
import { QueryFailedError, QueryResult } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';

/** More than there are different statements, but for those with lists of any length. */
const mostPrepared = 1_000;

/**
 * TypeORM's query runner without what Bina does not use (subscribers, slow-query logs) and with all statements kept: a
 * statement on SQLite takes microseconds, and so did everything around it.
 */
export class LeanSqliteRunner extends BetterSqlite3QueryRunner {
  private readonly prepared = new Map<string, Statement>();
  private readonly file: Database;

  constructor(driver: BetterSqlite3Driver) {
    super(driver);
    this.file = driver.databaseConnection as Database;
  }

  /** A transaction that will write takes the write lock at once: a deferred one fails when another wrote meanwhile. */
  override async startTransaction(): Promise<void> {
    await this.query('BEGIN IMMEDIATE');
    this.isTransactionActive = true;
    this.transactionDepth = 1;
  }

  override query<T>(text: string, values?: unknown[], structured?: false): Promise<T>;
  override query<T>(text: string, values: unknown[] | undefined, structured: true): Promise<QueryResult<T>>;
  override query(text: string, values: unknown[] = [], structured = false): Promise<unknown> {
    this.driver.dataSource.logger.logQuery(text, values, this);
    try {
      const result = this.run(this.statement(text), values);
      return Promise.resolve(structured ? result : (result.raw as unknown));
    } catch (error) {
      return Promise.reject(new QueryFailedError(text, values, error as Error));
    }
  }

  private run(statement: Statement, values: unknown[]): QueryResult {
    const result = new QueryResult();
    if (statement.reader) {
      result.records = statement.all(...values);
      result.raw = result.records;
    } else {
      const { changes, lastInsertRowid } = statement.run(...values);
      result.affected = changes;
      result.raw = lastInsertRowid;
    }
    return result;
  }

  private statement(text: string): Statement {
    const known = this.prepared.get(text);
    if (known !== undefined) return known;
    if (this.prepared.size >= mostPrepared) this.prepared.clear();
    const made = this.file.prepare(text);
    this.prepared.set(text, made);
    return made;
  }
}
