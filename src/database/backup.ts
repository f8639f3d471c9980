import Sqlite from 'better-sqlite3';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSettings } from '../config/settings.js';

/** In one step: SQLite begins anew whenever somebody else writes between two, so that a busy server's copy never ended. */
const allPages = 2 ** 31 - 1;

/**
 * Copies a SQLite database while it is in use, for its owner's eyes only. The file has its name only once it is whole; it replaces no other.
 * Throws for PostgreSQL, which has tools of its own.
 */
export async function backUp(settings: DatabaseSettings, file: string): Promise<void> {
  if (settings.engine === 'postgres') throw new Error('This is PostgreSQL: use pg_dump.');
  if (existsSync(file)) throw new Error(`${file} exists already; a backup replaces nothing.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, '', { mode: 0o600, flag: 'wx' });
  const source = new Sqlite(settings.file, { readonly: true, fileMustExist: true });
  try {
    await source.backup(unfinished, { progress: () => allPages });
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    source.close();
  }
  renameSync(unfinished, file);
}
