import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSettings } from '../config/settings.js';

/**
 * Copies a SQLite database while it is in use. The file has its name only once it is whole; it replaces no other.
 * Throws for PostgreSQL, which has tools of its own.
 */
export async function backUp(settings: DatabaseSettings, file: string): Promise<void> {
  if (settings.engine === 'postgres') throw new Error('This is PostgreSQL: use pg_dump.');
  if (existsSync(file)) throw new Error(`${file} exists already; a backup replaces nothing.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  const source = new Sqlite(settings.file, { readonly: true, fileMustExist: true });
  try {
    await source.backup(unfinished);
  } finally {
    source.close();
  }
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
