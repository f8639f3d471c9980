import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Settings } from '../config/settings.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxClaims } from './outbox-claims.js';
import { SendClaimed } from './send-claimed.js';
import { Transport } from './transport.js';

const pollMilliseconds = 2_000;
/** After a ring: long enough for the enqueueing transaction to commit. */
const ringMilliseconds = 50;
/** Shorter than the whole process has, so that the others are given back in time. */
const stopMilliseconds = 6_000;

/** Sends what is due in the outbox: by itself once started, or on demand by `drain`. Any number may run at a time. */
@Injectable()
export class Dispatcher implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private timer: NodeJS.Timeout | null = null;
  private started = false;
  private stopping = false;
  private rung = false;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: Settings,
    private readonly claims: OutboxClaims,
    private readonly sendClaimed: SendClaimed,
    private readonly transport: Transport,
    bell: OutboxBell,
  ) {
    const outside = AsyncLocalStorage.snapshot();
    bell.whenRung(() => {
      outside(() => {
        this.wake();
      });
    });
  }

  /** From now on due messages are looked for every two seconds, and soon after an enqueueing. Does nothing in a web role. */
  start(): void {
    if (this.settings.role === 'web' || this.started) return;
    this.started = true;
    this.rung = false;
    this.wake();
  }

  /** Looks at the outbox soon, if started. Further rings until then change nothing: a busy hour must not put it off. */
  wake(): void {
    if (this.rung) return;
    this.rung = true;
    this.lookIn(ringMilliseconds);
  }

  private lookIn(milliseconds: number): void {
    if (!this.started || this.stopping) return;
    clearTimeout(this.timer ?? undefined);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.rung = false;
      void this.look();
    }, milliseconds);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    try {
      await this.drain();
    } catch (error) {
      this.logger.error(`The outbox can't be worked on: ${error instanceof Error ? error.message : ''}`);
    }
    if (this.timer === null) this.lookIn(pollMilliseconds);
  }

  /** Sends all that is due now; resolves when nothing is. Rejects when the database can't be had. */
  drain(): Promise<void> {
    const due = () => (this.stopping ? Promise.resolve([]) : this.claims.take());
    const turn = this.work.then(() => this.sendClaimed.run(due));
    this.work = turn.catch(() => undefined);
    return turn;
  }

  /** Finishes the messages in hand, for six seconds at most, and gives the others back. There is no way back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.sendClaimed.stop();
    clearTimeout(this.timer ?? undefined);
    let limit: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      limit = setTimeout(resolve, stopMilliseconds);
    });
    await Promise.race([this.work, patience]);
    clearTimeout(limit);
    this.transport.close();
  }

  /** Requests are still being answered then, and the database is still open. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
