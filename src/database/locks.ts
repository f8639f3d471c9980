import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/**
 * Lets one transaction at a time decide about an office's timetable: that a trainer or a room is free stands in no row
 * that could be locked. Held until the transaction ends; SQLite has one writer at a time anyway.
 */
export async function lockTimetable(tx: EntityManager, officeId: string): Promise<void> {
  if (tx.dataSource.options.type !== 'postgres') return;
  const key = createHash('sha256').update(`timetable:${officeId}`).digest().readBigInt64BE();
  await tx.query('SELECT pg_advisory_xact_lock($1)', [key.toString()]);
}
