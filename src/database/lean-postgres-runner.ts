import type { ClientBase } from 'pg';
import { QueryFailedError, QueryResult } from 'typeorm';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { Turnstile } from './turnstile.js';

const turnstile = new Turnstile();

/**
 * TypeORM's query runner without what Bina does not use (subscribers, slow-query logs, nested transactions), on a
 * connection that sends statements without waiting for the answers to those before: the beginning of a transaction goes
 * along with its first statement, and what nobody reads back goes along with the commit.
 */
export class LeanPostgresRunner extends PostgresQueryRunner {
  private readonly unanswered: Promise<unknown>[] = [];
  private readonly turns = new Map<string, () => void>();
  /** Of the statement that failed first. Those after it in the transaction fail over that, and say other things. */
  private firstFailure: QueryFailedError | undefined;

  override async startTransaction(): Promise<void> {
    this.isTransactionActive = true;
    this.transactionDepth = 1;
    await this.connect();
    this.awaitAtCommit(this.query('START TRANSACTION'));
  }

  /** The transaction is committed only when this statement, which was sent in it, succeeds. */
  awaitAtCommit(statement: Promise<unknown>): void {
    statement.catch(() => undefined);
    this.unanswered.push(statement);
  }

  /** Waits until few others of this process want the row of this name, which is about to be locked. */
  async takeTurn(name: string): Promise<void> {
    if (!this.turns.has(name)) this.turns.set(name, await turnstile.enter(name));
  }

  override async release(): Promise<void> {
    try {
      await super.release();
    } finally {
      for (const leave of this.turns.values()) leave();
      this.turns.clear();
    }
  }

  override async commitTransaction(): Promise<void> {
    const connection = (await this.connect()) as ClientBase;
    const committed = connection.query('COMMIT');
    committed.catch(() => undefined);
    await Promise.all(this.unanswered);
    const { command } = await committed;
    this.isTransactionActive = false;
    this.transactionDepth = 0;
    if (command !== 'COMMIT') throw this.firstFailure ?? new Error('The transaction was rolled back.');
  }

  override async rollbackTransaction(): Promise<void> {
    await this.query('ROLLBACK');
    this.isTransactionActive = false;
    this.transactionDepth = 0;
  }

  /** Why the transaction failed, in which `error` was thrown. */
  causeOf(error: unknown): unknown {
    return error instanceof QueryFailedError ? (this.firstFailure ?? error) : error;
  }

  override query<T>(text: string, values?: unknown[], structured?: false): Promise<T>;
  override query<T>(text: string, values: unknown[] | undefined, structured: true): Promise<QueryResult<T>>;
  override async query(text: string, values?: unknown[], structured = false): Promise<unknown> {
    const connection = (await this.connect()) as ClientBase;
    this.dataSource.logger.logQuery(text, values, this);
    try {
      const { rows, rowCount, command } = await connection.query<Record<string, unknown>>(text, values);
      const changes = command === 'UPDATE' || command === 'DELETE';
      const raw = changes ? [rows, rowCount] : rows;
      return structured ? Object.assign(new QueryResult(), { raw, records: rows, affected: rowCount ?? 0 }) : raw;
    } catch (error) {
      const failure = new QueryFailedError(text, values, error as Error);
      this.firstFailure ??= failure;
      throw failure;
    }
  }
}
