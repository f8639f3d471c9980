import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TestDatabase } from '../support/test-database.js';

export const adminEmail = 'admin@dinas.example';
export const adminPassword = 'rahasia-sekali-2026';

export interface ServerProcess {
  readonly base: string;
  /** SIGKILL: nothing is finished, nothing is flushed. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; answers the exit code. */
  readonly stop: () => Promise<number | null>;
  /** The exit code, or null after a signal; whatever made it end. */
  readonly ended: Promise<number | null>;
  /** To a module that was loaded before the server. */
  readonly tell: (message: object) => void;
}

/** What a process of its own is told of a database. */
export function environment({ settings, dataDir }: TestDatabase): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'development',
    NODE_OPTIONS: '',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: settings.engine === 'postgres' ? settings.url : '',
    ADMIN_EMAIL: adminEmail,
    ADMIN_PASSWORD: adminPassword,
    APP_SECRET: 'a test secret that is long enough to be one',
    LOG_LEVEL: 'error',
  };
}

/**
 * Starts the built server as its own process, as `npm start` does, and waits until it says that it is ready. `more` is
 * added to its environment; what it says from then on is added to the file `log`, if one is given.
 */
export async function startServer(
  database: TestDatabase,
  more: NodeJS.ProcessEnv = {},
  log: string | null = null,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { ...environment(database), ...more },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  const base = await readyAt(child);
  listen(child, log);
  return {
    base,
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    tell: (message) => child.send(message, () => undefined),
  };
}

async function readyAt(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (child.stdout === null || child.stderr === null) throw new Error('The server has no output.');
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const ready = /^Bina is ready at (\S+)/.exec(line);
    if (ready?.[1] !== undefined) return ready[1];
  }
  throw new Error(`The server did not start:\n${said.join('\n')}`);
}

function listen({ stdout, stderr }: ChildProcess, log: string | null): void {
  stdout?.resume();
  if (log === null) return;
  const note = (chunk: Buffer) => {
    appendFileSync(log, chunk);
  };
  stdout?.on('data', note);
  stderr?.on('data', note);
}
