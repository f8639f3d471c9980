import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/**
 * Lets one transaction at a time decide about something that no row stands for (a trainer's free hours). Held until
 * the transaction ends. SQLite has one writer at a time anyway.
 */
export async function lockName(tx: EntityManager, name: string): Promise<void> {
  if (tx.dataSource.options.type !== 'postgres') return;
  const key = createHash('sha256').update(name).digest().readBigInt64BE();
  await tx.query('SELECT pg_advisory_xact_lock($1)', [key.toString()]);
}
