import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseSettings } from '../../src/config/settings.js';
import type { Engine } from '../../src/database/engine.js';
import { migrate } from '../../src/database/migrate.js';
import { openEngine } from '../../src/database/open.js';
import { entities } from '../../src/entities.js';

declare const ENGINE: DatabaseSettings['engine'];

export const engineName = (): DatabaseSettings['engine'] => ENGINE;

/** In memory where the system offers it: each commit of SQLite waits for the disk. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface TestDatabase {
  readonly settings: DatabaseSettings;
  readonly dataDir: string;
}

const newFolder = (): string => mkdtempSync(join(quickFolder, 'bina-data-'));

/** A database of its own without any table, as an administrator finds it before the first start. */
export async function emptyDatabase(engine: DatabaseSettings['engine']): Promise<TestDatabase> {
  const dataDir = newFolder();
  if (engine === 'sqlite') return { settings: { engine, file: join(dataDir, 'bina.db') }, dataDir };
  return { settings: { engine, url: await onPostgres((client) => createDatabase(client, '')) }, dataDir };
}

/** A database of its own, migrated, on the engine that this run is about. */
export async function freshDatabase(): Promise<TestDatabase> {
  const dataDir = newFolder();
  if (ENGINE === 'sqlite') {
    const file = join(dataDir, 'bina.db');
    await copyFile(await (migratedFile ??= migrateFile()), file);
    return { settings: { engine: ENGINE, file }, dataDir };
  }
  return { settings: { engine: ENGINE, url: await onPostgres(copyMigrated) }, dataDir };
}

/** The same with all entities, for tests below the application. */
export async function freshEngine(): Promise<Engine> {
  return openEngine((await freshDatabase()).settings, entities);
}

let migratedFile: Promise<string> | undefined;

async function migrateFile(): Promise<string> {
  const file = join(newFolder(), 'migrated.db');
  await migrateAll({ engine: 'sqlite', file });
  return file;
}

async function migrateAll(settings: DatabaseSettings): Promise<void> {
  const engine = await openEngine(settings, entities);
  await migrate(engine);
  await engine.close();
}

const server = (): string => process.env.BINA_TEST_POSTGRES ?? '';

async function onPostgres<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${server()}postgres` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(client: pg.Client, how: string): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await client.query(`CREATE DATABASE ${name} ${how}`);
  return `${server()}${name}`;
}

const migrated = 'bina_migrated';
/** Workers share the server: the first of them makes the template, the others wait for it. */
const templateLock = 7_106_131;

async function copyMigrated(client: pg.Client): Promise<string> {
  await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [migrated]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${migrated}`);
    await migrateAll({ engine: 'postgres', url: `${server()}${migrated}` });
  }
  await client.query('SELECT pg_advisory_unlock($1)', [templateLock]);
  return createDatabase(client, `TEMPLATE ${migrated} STRATEGY FILE_COPY`);
}
