import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseSettings } from '../../src/config/settings.js';
import { Acquaintance, Client, type Scene } from './client.js';
import { Place, type Role } from './cluster.js';
import { planEvent } from './event.js';
import { History } from './history.js';
import type { Installation } from './installation.js';
import { journalOf } from './journal.js';
import { MailServer } from './mail-server.js';
import { Random } from './random.js';
import { openRows } from './rows.js';
import { clockOf, Torturer } from './torturer.js';

export interface Ordeal {
  readonly installation: Installation;
  readonly seed: number;
  readonly seconds: number;
}

const roles: Readonly<Record<DatabaseSettings['engine'], readonly Role[]>> = {
  sqlite: ['all'],
  postgres: ['web', 'web', 'web', 'worker', 'worker'],
};
const clients = 12;
/** On a busy machine it goes on until the seats are fought for: what was hardly used proves nothing. */
const leastSuccesses = 150;
/** In times what was asked for: a system that hardly serves is given up, and judged for it. */
const longest = 6;
const hour = 3_600_000;

/** What is left of an ordeal to look at: files. */
export interface Remains {
  /** What was asked, answered and done, for the checker. */
  readonly history: string;
  /** What the processes said, for whoever looks for the reason. */
  readonly log: string;
}

/** Lets clients and torturer at a fresh installation, then lets the mail run out in peace. */
export async function torture({ installation, seed, seconds }: Ordeal): Promise<Remains> {
  const { database, folder } = installation;
  const remains = { history: join(folder, 'history.jsonl'), log: join(folder, 'servers.log') };
  writeFileSync(remains.log, '');
  const history = new History(remains.history);
  const mail = await MailServer.start(history);
  const surroundings = { database, mail, history, log: remains.log };
  const places = roles[database.settings.engine].map((role, index) => new Place(role, index + 1, surroundings));
  const random = new Random(seed);
  await Promise.all(places.map((place) => place.start(clockOf(random))));
  await noteMoves(installation);
  const [front] = places;
  if (front === undefined) throw new Error('No process serves.');
  const event = await planEvent(front.base);
  const scene: Scene = { event, places, history, acquaintance: new Acquaintance() };
  const begun = history.now();
  const over = () => {
    const times = (history.now() - begun) / (seconds * 1_000);
    return times > longest || (times > 1 && history.successes >= leastSuccesses);
  };
  const torturer = new Torturer({ installation, places, mail }, history, random.branch());
  const crowd = Array.from({ length: clients }, () => new Client(scene, random.branch()));
  await Promise.all([torturer.run(over), ...crowd.map((client) => client.run(over))]);
  if (history.successes < leastSuccesses) history.fault('served-too-little', `${history.successes} requests`);
  await Promise.all(places.map((place) => stopWell(place, history)));
  await letMailRunOut(installation, new Place('all', 0, surroundings));
  await mail.close();
  return remains;
}

async function noteMoves({ database: { settings } }: Installation): Promise<void> {
  const rows = await openRows(settings);
  await rows.run(journalOf(settings.engine));
  await rows.close();
}

/** What should end well and does not has ended by itself. */
async function stopWell(place: Place, history: History): Promise<void> {
  const code = await place.stop();
  if (code !== 0) history.fault('ended-itself', `${place.name} with ${code ?? 'a signal'} when asked to stop`);
}

/** The leases of the dead are over, and one process sees hours go by, so that every retry comes due. */
async function letMailRunOut({ database: { settings } }: Installation, place: Place): Promise<void> {
  await place.start();
  const rows = await openRows(settings);
  const open = async () => {
    const [found] = await rows.read<{ open: number | string }>(
      `SELECT count(*) AS open FROM email_messages WHERE status IN ('pending', 'sending') AND template <> 'session-reminder'`,
    );
    return Number(found?.open ?? 0);
  };
  await rows.run([`UPDATE email_messages SET lease_until = '2026-01-01T00:00:00.000Z' WHERE status = 'sending'`]);
  for (let hours = 1; (await open()) > 0 && hours < 100; hours += 1) {
    place.moveClock(hours * hour);
    for (let before = Infinity; ;) {
      await pause(2_500);
      const now = await open();
      if (now === 0 || now === before) break;
      before = now;
    }
  }
  await rows.close();
  await place.stop();
}
