import { startPostgres } from './postgres-server.mjs';

/** One server for the whole run; each spec file makes a database of its own on it. */
export default async function setup() {
  const server = await startPostgres();
  globalThis.postgresServer = server;
  process.env.BINA_TEST_POSTGRES = server.url('');
}
