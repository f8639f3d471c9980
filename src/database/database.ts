import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import { presentable } from './constraints.js';
import type { Engine } from './engine.js';

/** The one way to the tables. */
export class Database {
  private readonly inside = new AsyncLocalStorage<{ open: boolean }>();

  constructor(private readonly engine: Engine) {}

  get engineName(): Engine['name'] {
    return this.engine.name;
  }

  /**
   * Runs `work` in one transaction: all of it is durable when the promise resolves, none of it when it rejects.
   * On PostgreSQL `work` may run again after a deadlock, so it must change nothing but rows; nothing slow
   * (hashing, rendering, network) belongs in it, since on SQLite all other writers wait.
   * Throws `ConstraintViolation` for a broken constraint, `Busy` when the database can't be had, `DiskFull`, an `Error` when nested.
   */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.inside.getStore()?.open === true) {
      throw new Error('A transaction was begun within a transaction; pass on its `tx` instead.');
    }
    const here = { open: true };
    try {
      return await this.engine.transaction((tx) => this.inside.run(here, () => work(tx)));
    } catch (error) {
      throw presentable(error);
    } finally {
      here.open = false;
    }
  }

  /** Reads committed data. Writing through it is refused on SQLite. */
  get reader(): EntityManager {
    return this.engine.reader;
  }

  /**
   * Stands for all that is committed: as long as it stays the same, so do all rows. What is read after it may be kept
   * under it. Any write of anybody changes it.
   */
  stamp(): Promise<string> {
    return this.engine.stamp();
  }

  /** Whether the database answers now. */
  async answers(): Promise<boolean> {
    try {
      await this.engine.reader.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.engine.close();
    this.inside.disable();
  }
}
