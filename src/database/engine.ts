import type { DataSource, EntityManager } from 'typeorm';

/** What an engine offers to `Database`; one file each for SQLite and PostgreSQL. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  /** Sees committed data only and, on SQLite, refuses to write. */
  readonly reader: EntityManager;
  /** The same over one connection. */
  together<T>(read: (reader: EntityManager) => Promise<T>): Promise<T>;
  /** For migrations and introspection alone. */
  readonly source: DataSource;
  /** Whatever was committed before changes it. */
  stamp(): Promise<string>;
  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The classes of the entities that a process works with; none for migrations alone. */
export type EntityClass = new () => object;
