import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { rm } from 'node:fs/promises';
import supertest from 'supertest';
import { createApp } from '../../src/app.js';
import type { Settings } from '../../src/config/settings.js';
import { Database } from '../../src/database/database.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { freshDatabase, type TestDatabase } from './test-database.js';

export interface Route {
  readonly method: string;
  readonly url: string;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly clock: MovableClock;
  readonly database: Database;
  /** Every route of the server, as Fastify knows it. */
  readonly routes: readonly Route[];
  readonly settings: Settings;
  /** Requests go through routing, hooks and errors as from outside, without a port. */
  readonly http: () => ReturnType<typeof supertest>;
  readonly close: () => Promise<void>;
}

/** A Monday morning in Banjarbaru: 08:00 WITA. */
export const testStart = new Date('2026-10-05T00:00:00.000Z');

export function testSettings(database: TestDatabase, overrides: Partial<Settings> = {}): Settings {
  return {
    environment: 'test',
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:3000',
    dataDir: database.dataDir,
    database: database.settings,
    smtpUrl: undefined,
    mailFrom: 'Bina <bina@dinas.example>',
    adminEmail: 'admin@dinas.example',
    adminPassword: 'rahasia-sekali-2026',
    role: 'all',
    appSecret: { id: 1, secret: 'a test secret that is long enough to be one' },
    previousSecrets: [],
    logLevel: 'silent',
    trustProxy: [],
    registrationsPerAddressPerHour: 100_000,
    ...overrides,
  };
}

/** The whole system on a fresh database that goes with it, or on a given one; its clock stands at `testStart`. */
export async function startApp(overrides: Partial<Settings> = {}, given?: TestDatabase): Promise<TestApp> {
  const settings = testSettings(given ?? (await freshDatabase()), overrides);
  const clock = new MovableClock(testStart);
  const app = await createApp(settings, clock);
  const routes: Route[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url });
    });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return released({ app, clock, settings, routes, database: app.get(Database) }, given === undefined);
}

/** Once closed it lets go of everything: suites are kept to the end of a run, and what they hold would fill the memory. */
function released(
  parts: Pick<TestApp, 'app' | 'clock' | 'settings' | 'routes' | 'database'>,
  ownData: boolean,
): TestApp {
  const running: TestApp = {
    ...parts,
    http: () => supertest(running.app.getHttpServer()),
    close: async () => {
      await running.app.close();
      if (ownData) await rm(running.settings.dataDir, { recursive: true, force: true });
      for (const part of Object.keys(running)) Reflect.deleteProperty(running, part);
    },
  };
  return running;
}
