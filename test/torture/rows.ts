import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { DatabaseSettings } from '../../src/config/settings.js';

/** A connection of the torture's own: not one line of the product looks at the database for it. */
export interface Rows {
  readonly read: <T>(sql: string) => Promise<T[]>;
  readonly run: (statements: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openRows(settings: DatabaseSettings): Promise<Rows> {
  return settings.engine === 'sqlite' ? sqliteRows(settings.file) : postgresRows(settings.url);
}

function sqliteRows(file: string): Rows {
  const connection = new Sqlite(file, { timeout: 10_000 });
  return {
    read: (sql) => Promise.resolve(connection.prepare(sql).all() as never[]),
    run: (statements) => {
      for (const sql of statements) connection.exec(sql);
      return Promise.resolve();
    },
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
}

async function postgresRows(url: string): Promise<Rows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    read: async (sql) => (await client.query(sql)).rows as never[],
    run: async (statements) => {
      for (const sql of statements) await client.query(sql);
    },
    close: () => client.end(),
  };
}
