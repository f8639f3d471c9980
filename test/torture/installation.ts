import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseSettings } from '../../src/config/settings.js';
import { startPostgres } from '../engines/postgres-server.mjs';
import type { TestDatabase } from '../support/test-database.js';

/** Where a tortured system lives, and what can be done to the ground it stands on. */
export interface Installation {
  readonly folder: string;
  readonly database: TestDatabase;
  /** Null where PostgreSQL is not what the data lies in. */
  readonly postgres: { readonly crash: () => Promise<void>; readonly restart: () => Promise<void> } | null;
  /** Null where it can't be filled without filling the whole machine. */
  readonly disk: { readonly fill: () => void; readonly free: () => void } | null;
  readonly remove: () => Promise<void>;
}

const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export async function install(engine: DatabaseSettings['engine']): Promise<Installation> {
  const folder = mkdtempSync(join(quickFolder, 'bina-torture-'));
  return engine === 'sqlite' ? onSqlite(folder) : onPostgres(folder);
}

const noDisk = 'Not root: the disk can not be filled, this part of the torture is left out.';

/** Room for what five minutes write, so that it is full only when it is filled. */
const smallDiskMegabytes = 160;

function onSqlite(folder: string): Installation {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  const disk = smallDisk(dataDir);
  if (disk === null) console.log(noDisk);
  return {
    folder,
    database: { settings: { engine: 'sqlite', file: join(dataDir, 'bina.db') }, dataDir },
    postgres: null,
    disk,
    remove: () => {
      if (disk !== null) execFileSync('umount', ['--lazy', dataDir]);
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}

/** A file system of its own that is small enough to be filled; only root may mount one. */
function smallDisk(dataDir: string): Installation['disk'] {
  if (process.getuid?.() !== 0) return null;
  const size = `size=${smallDiskMegabytes}m,mode=0700`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', dataDir]);
  const ballast = join(dataDir, 'ballast');
  return {
    fill: () => {
      fillWith(ballast);
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
  };
}

/** To the last page. */
function fillWith(file: string): void {
  const ballast = openSync(file, 'a');
  try {
    for (const size of [1 << 20, 1 << 12]) writeUntilFull(ballast, Buffer.alloc(size));
  } finally {
    closeSync(ballast);
  }
}

function writeUntilFull(file: number, block: Buffer): void {
  for (;;) {
    try {
      if (writeSync(file, block) < block.length) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}

const durable = ['-c', 'max_connections=200'];

/** Its tables lie on a disk that can be filled, its log does not: without room for that PostgreSQL ends by itself. */
async function onPostgres(folder: string): Promise<Installation> {
  const postgres = await startPostgres(durable);
  const tables = join(folder, 'tables');
  mkdirSync(tables);
  const disk = smallDisk(tables);
  if (disk === null) console.log(noDisk);
  else handToPostgres(folder, tables);
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  if (disk !== null) await client.query(`CREATE TABLESPACE small LOCATION '${tables}'`);
  await client.query(`CREATE DATABASE ${name} ${disk === null ? '' : 'TABLESPACE small'}`);
  await client.end();
  return {
    folder,
    database: { settings: { engine: 'postgres', url: postgres.url(name) }, dataDir: folder },
    postgres,
    disk,
    remove: async () => {
      await postgres.stop();
      if (disk !== null) execFileSync('umount', ['--lazy', tables]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** The server runs as a user of its own where root starts it. */
function handToPostgres(folder: string, tables: string): void {
  chmodSync(folder, 0o755);
  execFileSync('chown', ['postgres', tables]);
}
