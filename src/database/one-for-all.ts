import type { EntityManager } from 'typeorm';
import { Busy, DiskFull } from '../kernel/problems.js';
import { wasRefused } from './constraints.js';
import type { Database } from './database.js';

/**
 * One transaction for several who could be served alone as well. Null when it failed over one of them, and left nothing.
 * Throws what each of them would meet alike, as a database that can't be had, and what leaves it open what became of the
 * transaction.
 */
export async function oneForAll<T>(database: Database, work: (tx: EntityManager) => Promise<T>): Promise<T | null> {
  const state = { worked: false };
  try {
    return await database.transaction(async (tx) => {
      state.worked = false;
      const done = await work(tx);
      state.worked = true;
      return done;
    });
  } catch (error) {
    if (error instanceof Busy || error instanceof DiskFull) throw error;
    if (state.worked && !wasRefused(error)) throw error;
    return null;
  }
}
