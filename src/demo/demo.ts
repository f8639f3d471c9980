import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../app.js';
import { BadSettings, readSettings, type Settings } from '../config/settings.js';
import { AlreadyRunning, ProcessLock } from '../database/process-lock.js';
import { FirstStart } from '../identity/first-start.js';
import { instantAt, inZone } from '../kernel/dates.js';
import { SystemClock } from '../kernel/clock.js';
import { Ticker } from '../http/ticker.js';
import { Dispatcher } from '../mail/dispatcher.js';
import { readApplicants } from './applicants.js';
import { DemoClock } from './demo-clock.js';
import { Mailbox } from './mailbox.js';
import { zone } from './event-plan.js';
import { play } from './play.js';
import { headline, tell } from './progress.js';

const adminPassword = 'peragaan-bina-2026';
const adminEmail = 'admin@dinas.example';
const weeksAgo = 11;

/** On a fresh folder. Throws `AlreadyRunning` rather than take the files from under a demonstration that goes on. */
function demoSettings(): Settings {
  const dataDir = join(process.env.DATA_DIR ?? './data', 'demo');
  ProcessLock.take(join(dataDir, 'bina.db')).release();
  rmSync(dataDir, { recursive: true, force: true });
  const first = { ADMIN_EMAIL: adminEmail, ADMIN_PASSWORD: adminPassword };
  return readSettings({ LOG_LEVEL: 'error', ...process.env, ...first, DATA_DIR: dataDir });
}

/** 08:00 on a Monday in the office's zone, so many weeks ago that the whole event is over today. */
function opening(): Date {
  const today = inZone(zone, new SystemClock().now());
  const monday = today.minus({ weeks: weeksAgo }).startOf('week');
  return instantAt(zone, monday.toFormat('yyyy-MM-dd'), '08:00');
}

async function demonstrate(): Promise<void> {
  const startedAt = performance.now();
  const settings = demoSettings();
  const { file, applicants } = readApplicants(process.argv[2]);
  const opensAt = opening();
  const clock = new DemoClock(opensAt);
  const app = await createApp(settings, clock);
  await app.init();
  await app.get(FirstStart).run();
  await app.listen(settings.port, settings.host);
  const base = (await app.getUrl()).replace('[::1]', 'localhost');
  headline(`Bina demonstration: ${applicants.length} applicants from ${file}, on ${settings.database.engine}`);
  const folder = join(settings.dataDir, 'mail');
  const mailbox = settings.smtpUrl === undefined ? new Mailbox(folder) : null;
  const staff = await play({ app, clock, base, applicants, opensAt, adminEmail, adminPassword, mailbox });
  app.get(Dispatcher).start();
  app.get(Ticker).start();
  headline(`Done in ${((performance.now() - startedAt) / 1000).toFixed(0)} s. The server goes on; look around:`);
  tell(`public pages   ${base}/`);
  tell(`API            ${base}/api/docs`);
  if (mailbox !== null) tell(`mailbox        ${base}/dev/mail (files in ${folder})`);
  for (const { email, role, password } of staff) tell(`sign in        ${email} (${role}), password ${password}`);
  tell('Stop it with Ctrl+C.');
}

demonstrate().catch((error: unknown) => {
  const explained = error instanceof BadSettings || error instanceof AlreadyRunning;
  console.error(explained ? error.message : error);
  process.exit(1);
});
