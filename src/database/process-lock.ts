import Sqlite from 'better-sqlite3';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export class AlreadyRunning extends Error {
  constructor(databaseFile: string) {
    super(`Another server process is already using ${databaseFile}.`);
  }
}

/**
 * Keeps a second server away from a SQLite file. It is a lock of the operating system on a file beside it, held
 * through SQLite, so it ends with the process however that ends. Throws when another server holds it.
 */
export class ProcessLock {
  private constructor(private readonly connection: Sqlite.Database) {}

  static take(databaseFile: string): ProcessLock {
    mkdirSync(dirname(databaseFile), { recursive: true, mode: 0o700 });
    const connection = new Sqlite(`${databaseFile}.lock`, { timeout: 0 });
    chmodSync(`${databaseFile}.lock`, 0o600);
    try {
      connection.pragma('locking_mode = EXCLUSIVE');
      connection.exec('BEGIN EXCLUSIVE');
    } catch {
      connection.close();
      throw new AlreadyRunning(databaseFile);
    }
    return new ProcessLock(connection);
  }

  release(): void {
    this.connection.close();
  }
}
