import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { Clock } from '../kernel/clock.js';

const tickMilliseconds = 60_000;

export type Chore = () => Promise<unknown>;

/** A chore that works at its first turn and then once in so many milliseconds of the clock, whether it failed or not. */
export function every(milliseconds: number, clock: Clock, work: Chore): Chore {
  let nextAt = 0;
  return async () => {
    const now = clock.now().getTime();
    if (now < nextAt) return;
    nextAt = now + milliseconds;
    await work();
  };
}

/** Runs what is due by the clock once a minute, one chore after the other and never twice at a time. */
@Injectable()
export class Ticker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Ticker');
  private readonly chores = new Map<string, Chore>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly settings: Settings) {}

  /** Features register theirs at start. A chore decides by the clock whether there is anything to do. */
  register(name: string, chore: Chore): void {
    if (this.chores.has(name)) throw new Error(`Chore ${name} is registered twice.`);
    this.chores.set(name, chore);
  }

  /** Does nothing in a web role. */
  start(): void {
    if (this.settings.role === 'web' || this.timer !== null) return;
    this.timer = setInterval(() => void this.tick(), tickMilliseconds);
    this.timer.unref();
    void this.tick();
  }

  /** Runs all chores now. A failing one is logged and keeps no other from its turn. */
  tick(): Promise<void> {
    this.running = this.running.then(async () => {
      for (const [name, chore] of this.chores) {
        await chore().catch((error: unknown) => {
          this.logger.error(`${name} failed: ${error instanceof Error ? error.message : 'unknown'}`);
        });
      }
    });
    return this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer ?? undefined);
    await this.running;
  }
}
