import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './cluster.js';
import type { History } from './history.js';
import type { Installation } from './installation.js';
import { mailWays, type MailServer } from './mail-server.js';
import type { Random } from './random.js';

export interface Victim {
  readonly installation: Installation;
  readonly places: readonly Place[];
  readonly mail: MailServer;
}

const hour = 3_600_000;
const starts = 20;
/** So many requests go well between two harms, most of the time: what never works can't be broken. */
const peace = 12;

/** Milliseconds beside the true time: half of the time none, else up to an hour before or behind. */
export function clockOf(random: Random): number {
  return random.next() < 0.5 ? 0 : random.whole(-hour, hour);
}

/** A process that finds no database, or a full disk, ends with a word; somebody starts it again. */
async function startAgainAndAgain(place: Place, clockBy: number): Promise<void> {
  for (let left = starts; ; left -= 1) {
    try {
      await place.start(clockBy);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(500);
    }
  }
}

/** Does harm, one thing after the other, and leaves everything running and well in the end. */
export class Torturer {
  private readonly revivals: Promise<void>[] = [];

  constructor(
    private readonly victim: Victim,
    private readonly history: History,
    private readonly random: Random,
  ) {}

  async run(until: () => boolean): Promise<void> {
    const { disk, postgres } = this.victim.installation;
    const weights = {
      kill: 4,
      mail: 4,
      clock: 2,
      fillDisk: disk === null ? 0 : 2,
      crashPostgres: postgres === null ? 0 : 1,
    };
    while (!until()) {
      await pause(this.random.whole(200, 1_000));
      await this[this.random.weighted(weights)]();
      if (this.random.next() < 0.7) await this.peace(until);
    }
    this.victim.mail.go('well');
    await Promise.all(this.revivals);
  }

  /** Measured in what was done, not in time: a slow machine is tortured as hard as a quick one, only longer. */
  private async peace(until: () => boolean): Promise<void> {
    const enough = this.history.successes + peace;
    while (this.history.successes < enough && !until()) await pause(50);
  }

  /** Others are harmed while it comes back. */
  private async kill(): Promise<void> {
    const place = this.random.one(this.victim.places);
    if (await place.kill()) this.revive(place, clockOf(this.random));
  }

  private revive(place: Place, clockBy: number): void {
    this.revivals.push(startAgainAndAgain(place, clockBy));
  }

  /** Often slow, since it is while a mail is on its way that others may take it for theirs. */
  private mail(): Promise<void> {
    const way = this.random.weighted({ well: 4, slow: 2, any: 3 });
    this.victim.mail.go(way === 'any' ? this.random.one(mailWays) : way);
    return Promise.resolve();
  }

  private clock(): Promise<void> {
    this.random.one(this.victim.places).moveClock(this.random.whole(-hour, hour));
    return Promise.resolve();
  }

  /** Sometimes a process dies while there is no room. */
  private async fillDisk(): Promise<void> {
    const { disk } = this.victim.installation;
    this.history.fault('disk-full');
    disk?.fill();
    await pause(this.random.whole(500, 2_000));
    if (this.random.next() < 0.3) await this.kill();
    await pause(this.random.whole(0, 1_000));
    disk?.free();
    this.history.fault('disk-freed');
  }

  private async crashPostgres(): Promise<void> {
    const { postgres } = this.victim.installation;
    this.history.fault('database-down');
    await postgres?.crash();
    await pause(this.random.whole(0, 1_500));
    await postgres?.restart();
    this.history.fault('database-up');
  }
}
