import { growFreely } from './frugal-start.js';
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { createApp } from './app.js';
import { BadSettings, readSettings } from './config/settings.js';
import { NewerDatabase } from './database/migrate.js';
import { AlreadyRunning } from './database/process-lock.js';
import { Ticker } from './http/ticker.js';
import { FirstStart } from './identity/first-start.js';
import { SystemClock } from './kernel/clock.js';
import { Dispatcher } from './mail/dispatcher.js';

/** Within the ten seconds after which Docker and others kill, whatever hangs. */
const shutdownLimitMilliseconds = 9_000;

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env);
  const app = await createApp(settings, new SystemClock());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      setTimeout(() => process.exit(1), shutdownLimitMilliseconds).unref();
      void app.close().then(() => process.exit(0));
    });
  }
  await app.init();
  const link = await app.get(FirstStart).run();
  await app.listen(settings.port, settings.host);
  app.get(Dispatcher).start();
  app.get(Ticker).start();
  if (link !== null) console.log(`No administrator has a password yet. Set one within a day, once, at:\n\n  ${link}\n`);
  growFreely();
  console.log(`Bina is ready at ${await app.getUrl()}`);
}

start().catch((error: unknown) => {
  const explained = [BadSettings, AlreadyRunning, NewerDatabase].some((kind) => error instanceof kind);
  console.error(explained && error instanceof Error ? error.message : error);
  process.exitCode = 1;
  process.exit();
});
