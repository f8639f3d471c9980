import type { EntityManager } from 'typeorm';
import { presentable } from './constraints.js';
import type { Engine } from './engine.js';
import type { NestingGuard } from './nesting-guard.js';

/** The one way to the tables. */
export class Database {
  constructor(
    private readonly engine: Engine,
    /** None in production, where it would cost too much time. */
    private readonly nesting: NestingGuard | null = null,
  ) {}

  get engineName(): Engine['name'] {
    return this.engine.name;
  }

  /**
   * Runs `work` in one transaction: all of it is durable when the promise resolves, none of it when it rejects.
   * On PostgreSQL `work` may run again after a deadlock, so it must change nothing but rows; nothing slow
   * (hashing, rendering, network) belongs in it, since on SQLite all other writers wait.
   * Throws `ConstraintViolation` for a broken constraint, `Busy` when the database can't be had, `DiskFull`. Never begin
   * one within another: pass on `tx` instead.
   */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const begin = (one: typeof work) => this.engine.transaction(one);
    try {
      return await (this.nesting === null ? begin(work) : this.nesting.run(work, begin));
    } catch (error) {
      throw presentable(error);
    }
  }

  /** Reads committed data. Writing through it is refused on SQLite. */
  get reader(): EntityManager {
    return this.engine.reader;
  }

  /**
   * Reads committed data by several questions that `read` asks in the same turn: they go out in one packet, and wake
   * PostgreSQL once.
   */
  async together<T>(read: (reader: EntityManager) => Promise<T>): Promise<T> {
    return this.engine.together(read);
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
    this.nesting?.close();
  }
}
