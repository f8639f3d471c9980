import type { ClientBase } from 'pg';
import { QueryFailedError, QueryResult } from 'typeorm';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { Turnstile } from './turnstile.js';

const turnstile = new Turnstile();

/** "Current transaction is aborted": said of every statement after the one that failed. */
const afterFailure = '25P02';

/**
 * TypeORM's query runner without what Bina does not use (subscribers, slow-query logs, nested transactions), on a
 * connection that sends statements without waiting for the answers to those before: the beginning of a transaction goes
 * along with its first statement, and what nobody reads back goes along with the commit.
 */
export class LeanPostgresRunner extends PostgresQueryRunner {
  private readonly unanswered: Promise<unknown>[] = [];
  private readonly turns = new Map<string, () => void>();

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
    if (command !== 'COMMIT') throw new Error('A statement of the transaction failed, and nobody was told.');
  }

  override async rollbackTransaction(): Promise<void> {
    await this.query('ROLLBACK');
    this.isTransactionActive = false;
    this.transactionDepth = 0;
  }

  /** The error over which all the later statements of the transaction failed, when it is `error` that is known. */
  async causeOf(error: unknown): Promise<unknown> {
    if (!isAfterFailure(error)) return error;
    const outcomes = await Promise.allSettled(this.unanswered);
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    return failures.find((failure) => !isAfterFailure(failure)) ?? error;
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
      throw new QueryFailedError(text, values, error as Error);
    }
  }
}

function isAfterFailure(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === afterFailure;
}
