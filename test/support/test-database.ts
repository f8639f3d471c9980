import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
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

/** A database of its own, empty and not yet migrated, on the engine that this run is about. */
export async function freshDatabase(engine: DatabaseSettings['engine'] = ENGINE): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(quickFolder, 'bina-data-'));
  if (engine === 'postgres') return { settings: { engine, url: await newPostgresDatabase() }, dataDir };
  return { settings: { engine, file: join(dataDir, 'bina.db') }, dataDir };
}

/** The same with the schema and all entities, for tests below the application. */
export async function freshEngine(): Promise<Engine> {
  const { settings } = await freshDatabase();
  const engine = await openEngine(settings, entities);
  await migrate(engine);
  return engine;
}

async function newPostgresDatabase(): Promise<string> {
  const server = process.env.BINA_TEST_POSTGRES ?? '';
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: `${server}postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `${server}${name}`;
}
