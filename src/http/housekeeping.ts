import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { RateCounter } from './rate-counter.entity.js';
import { every, Ticker } from './ticker.js';

const day = 86_400_000;
const keyDays = 7;

/** Deletes what has served its time: keys of requests that nobody repeats any more, counters of windows that are over. */
@Injectable()
export class Housekeeping implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register(
      'housekeeping',
      every(day, this.clock, () => this.run()),
    );
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.delete(IdempotencyKey, { createdAt: LessThan(new Date(now.getTime() - keyDays * day)) });
      await tx.delete(RateCounter, { windowEndsAt: LessThan(now) });
    });
  }
}
