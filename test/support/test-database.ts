import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseSettings } from '../../src/config/settings.js';

declare const ENGINE: DatabaseSettings['engine'];

export const engineName = (): DatabaseSettings['engine'] => ENGINE;

export interface TestDatabase {
  readonly settings: DatabaseSettings;
  readonly dataDir: string;
}

/** A fresh migrated database of the engine that this run is about. */
export async function freshDatabase(engine: DatabaseSettings['engine'] = ENGINE): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bina-data-'));
  if (engine === 'postgres') return { settings: { engine, url: await copyOfTemplate() }, dataDir };
  const file = join(dataDir, 'bina.db');
  copyFileSync(process.env.BINA_TEST_SQLITE_TEMPLATE ?? '', file);
  return { settings: { engine, file }, dataDir };
}

async function copyOfTemplate(): Promise<string> {
  const server = process.env.BINA_TEST_POSTGRES ?? '';
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: `${server}postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE template_bina`);
  await client.end();
  return `${server}${name}`;
}
