import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { LeanPostgresRunner } from './lean-postgres-runner.js';

/**
 * Lets one transaction at a time decide about something that no row stands for (a trainer's free hours). Held until
 * the transaction ends. SQLite has one writer at a time anyway.
 */
export async function lockName(tx: EntityManager, name: string): Promise<void> {
  if (tx.dataSource.options.type !== 'postgres') return;
  const key = createHash('sha256').update(name).digest().readBigInt64BE();
  await tx.query('SELECT pg_advisory_xact_lock($1)', [key.toString()]);
}

/** Before a row is locked that many want at once: lets few of them come to it at a time. Held like the lock. */
export async function takeTurn({ queryRunner }: EntityManager, rowId: string): Promise<void> {
  if (queryRunner instanceof LeanPostgresRunner) await queryRunner.takeTurn(rowId);
}

/** From the weakest to the strongest; the first keeps nobody but who deletes the row or changes what it is known by. */
type RowLock = 'for_key_share' | 'for_no_key_update' | 'pessimistic_write';

export interface Holding {
  readonly lock?: { readonly mode: RowLock };
}

/**
 * For a `find` that holds what it finds until the transaction ends: who waited for it reads the row as it then is, or
 * finds it no more. SQLite has one writer at a time anyway.
 */
export function holding(tx: EntityManager, mode: RowLock): Holding {
  return tx.dataSource.options.type === 'postgres' ? { lock: { mode } } : {};
}
