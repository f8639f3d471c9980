import type { EntityManager } from 'typeorm';
import type { Database } from '../../src/database/database.js';
import { gate } from './gate.js';

/** Lets transactions meet each other at a point that a test chooses. */
export class Overlap {
  constructor(private readonly database: Database) {}

  /** A transaction that has done this, and does not end before it is told to. */
  async held(work: (tx: EntityManager) => Promise<unknown>): Promise<() => Promise<void>> {
    const done = gate();
    const mayEnd = gate();
    const transaction = this.database.transaction(async (tx) => {
      await work(tx);
      done.open();
      await mayEnd.opened;
    });
    await done.opened;
    return () => {
      mayEnd.open();
      return transaction;
    };
  }

  /**
   * Lets others get as far as their audit entries, where they wait until it is told to end. On SQLite they wait before
   * they begin.
   */
  heldTrail(): Promise<() => Promise<void>> {
    return this.held(async (tx) => {
      if (this.database.engineName === 'postgres') await tx.query('LOCK TABLE audit_entries IN SHARE MODE');
    });
  }

  /** Resolves once this work is over, or so many transactions wait for another. */
  async overOrWaiting(work: Promise<unknown>, transactions: number): Promise<void> {
    const state = { over: false };
    const note = () => (state.over = true);
    void work.then(note, note);
    while (!state.over && (await this.waiting()) < transactions);
  }

  /** SQLite has one writer: all others wait. */
  private async waiting(): Promise<number> {
    if (this.database.engineName === 'sqlite') return Infinity;
    const those = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await this.database.reader.query<unknown[]>(those)).length;
  }
}
