import pg from 'pg';
import { migrate } from '../../src/database/migrate.js';
import { PostgresEngine } from '../../src/database/postgres.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';

declare global {
  var postgresServer: PostgresServer | undefined;
}

/** A server with a migrated, empty template database that each spec file copies. */
export default async function setup(): Promise<void> {
  const server = await startPostgres();
  globalThis.postgresServer = server;
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query('CREATE DATABASE template_bina');
  await client.end();
  const engine = await PostgresEngine.open(server.url('template_bina'), []);
  await migrate(engine);
  await engine.close();
  process.env.BINA_TEST_POSTGRES = server.url('');
}
