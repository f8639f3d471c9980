import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { emptyDatabase, type TestDatabase } from '../support/test-database.js';
import type { DatabaseSettings } from '../../src/config/settings.js';
import { burst, openBatch, read, readAll, signIn, type Answered } from './burst.js';
import { startServer, type ServerProcess } from './server-process.js';

const capacity = 120;
const everybody = Array.from({ length: 160 }, (_, number) => number);

interface Listed {
  readonly id: string;
  readonly status: string;
}

/** What must hold of a batch at rest, read through the API. */
async function expectSoundBatch(server: ServerProcess, batchId: string, registered: number): Promise<void> {
  const staff = await signIn(server.base);
  const registrations = await readAll<Listed>(`${server.base}/api/v1/batches/${batchId}/registrations`, staff);
  const batch = await read<{ taken: number }>(`${server.base}/api/v1/batches/${batchId}`, staff);
  const count = (status: string) => registrations.filter((one) => one.status === status).length;
  expect(registrations).toHaveLength(registered);
  expect(count('confirmed')).toBe(Math.min(capacity, registered));
  expect(count('waitlisted')).toBe(Math.max(0, registered - capacity));
  expect(batch.taken).toBe(count('confirmed'));
}

/** What a minute and a half would do: the leases of the worker that was killed are over. */
async function leasesRunOut({ settings }: TestDatabase): Promise<void> {
  if (settings.engine === 'sqlite') return;
  const client = new pg.Client({ connectionString: settings.url });
  await client.connect();
  await client.query(`UPDATE email_messages SET lease_until = '2026-01-01T00:00:00.000Z' WHERE status = 'sending'`);
  await client.end();
}

/** Resolves when the local mailbox holds this many messages; told by the file system, not by a clock. */
async function mailboxHolds(dataDir: string, count: number): Promise<string[]> {
  const folder = join(dataDir, 'mail');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const messages = () => readdirSync(folder).filter((file) => file.endsWith('.eml'));
  if (messages().length < count) {
    await new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        if (messages().length < count) return;
        watcher.close();
        resolve();
      });
    });
  }
  return messages().map((file) => readFileSync(join(folder, file), 'utf8'));
}

const header = (message: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'mi').exec(message)?.[1] ?? '';

/** What each person's own link says, in the order of their answers. */
function statusesNow({ base }: ServerProcess, answered: ReadonlyMap<number, Answered>): Promise<string[]> {
  return Promise.all(
    [...answered.values()].map(async ({ token }) => {
      const own = await read<{ status: string }>(`${base}/api/v1/public/registrations/${token}`);
      return own.status;
    }),
  );
}

/** The burst and the crash on one engine; each has a spec file of its own, so that they run side by side. */
export function burstsAndCrashes(engine: DatabaseSettings['engine']): void {
  describe(`a burst of 64 clients for 120 seats on ${engine}`, () => {
    it('confirms exactly 120, queues the rest without a gap and mails each person once', async () => {
      const database = await emptyDatabase(engine);
      const server = await startServer(database);
      const batchId = await openBatch(server.base, capacity);
      const answers = await burst(server.base, batchId, everybody);
      expect(answers.filter(({ status }) => status === 'confirmed')).toHaveLength(capacity);
      const positions = answers.flatMap(({ position }) => position ?? []).sort((a, b) => a - b);
      expect(positions).toEqual(Array.from({ length: everybody.length - capacity }, (_, index) => index + 1));
      await expectSoundBatch(server, batchId, everybody.length);
      const mails = await mailboxHolds(database.dataDir, everybody.length);
      expect(new Set(mails.map((mail) => header(mail, 'Message-ID'))).size).toBe(everybody.length);
      expect(new Set(mails.map((mail) => header(mail, 'To'))).size).toBe(everybody.length);
      expect(await server.stop()).toBe(0);
    }, 60_000);

    it('loses no answered registration and no mail when it is killed in the middle, three times', async () => {
      const database = await emptyDatabase(engine);
      let server = await startServer(database);
      const batchId = await openBatch(server.base, capacity);
      const answered = new Map<number, Answered>();
      const moments: number[] = [];
      for (let death = 1; death <= 3; death += 1) {
        let killed: Promise<void> | undefined;
        const open = everybody.filter((number) => !answered.has(number));
        const moment = randomInt(1, Math.max(2, Math.ceil(open.length / 3)));
        moments.push(moment);
        const answers = await burst(server.base, batchId, open, (count) => {
          if (count >= moment) killed ??= server.kill();
        });
        await (killed ?? server.kill());
        for (const answer of answers) answered.set(answer.number, answer);
        await leasesRunOut(database);
        server = await startServer(database);
        expect({ moments, statuses: await statusesNow(server, answered) }).toEqual({
          moments,
          statuses: [...answered.values()].map(({ status }) => status),
        });
      }
      const rest = everybody.filter((number) => !answered.has(number));
      for (const answer of await burst(server.base, batchId, rest)) answered.set(answer.number, answer);
      expect(answered.size).toBe(everybody.length);
      await expectSoundBatch(server, batchId, everybody.length);
      const mails = await mailboxHolds(database.dataDir, everybody.length);
      expect(new Set(mails.map((mail) => header(mail, 'To'))).size).toBe(everybody.length);
      expect(mails).toHaveLength(everybody.length);
      await server.stop();
    }, 120_000);
  });
}
