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

/** Does harm, one thing after the other, and leaves everything running and well in the end. */
export class Torturer {
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
      fillDisk: disk === null ? 0 : 3,
      crashPostgres: postgres === null ? 0 : 2,
    };
    while (!until()) {
      await pause(this.random.whole(200, 1_500));
      await this[this.random.weighted(weights)]();
    }
    this.victim.mail.go('well');
  }

  private async kill(): Promise<void> {
    const place = this.random.one(this.victim.places);
    await place.kill();
    await pause(this.random.whole(0, 300));
    await place.start(this.clockBy());
  }

  private mail(): Promise<void> {
    this.victim.mail.go(this.random.next() < 0.5 ? 'well' : this.random.one(mailWays));
    return Promise.resolve();
  }

  private clock(): Promise<void> {
    this.random.one(this.victim.places).moveClock(this.clockBy());
    return Promise.resolve();
  }

  /** Half of the time right, else up to an hour before or behind. */
  private clockBy(): number {
    return this.random.next() < 0.5 ? 0 : this.random.whole(-hour, hour);
  }

  /** Sometimes a process dies while there is no room. */
  private async fillDisk(): Promise<void> {
    const { disk } = this.victim.installation;
    this.history.fault('disk-full');
    disk?.fill();
    await pause(this.random.whole(500, 2_000));
    const dying = this.random.next() < 0.3 ? this.random.one(this.victim.places) : null;
    await dying?.kill();
    disk?.free();
    this.history.fault('disk-freed');
    await dying?.start();
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
