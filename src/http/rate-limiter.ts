import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { insertIfNew } from '../database/rows.js';
import { instantText } from '../database/columns.js';
import { Clock } from '../kernel/clock.js';
import { TooMany } from '../kernel/problems.js';
import { RateCounter } from './rate-counter.entity.js';

export interface Budget {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Counts attempts in the database, so that a restart or a second process forgets nothing. Keys hold no personal data. */
@Injectable()
export class RateLimiter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws `TooMany` when the budget of this key is used up; counts nothing. */
  async check(key: string, budget: Budget): Promise<void> {
    const counter = await this.database.reader.findOneBy(RateCounter, { key });
    const now = this.clock.now();
    if (counter === null || counter.windowEndsAt <= now || counter.count < budget.limit) return;
    throw new TooMany('too_many_attempts', Math.ceil((counter.windowEndsAt.getTime() - now.getTime()) / 1000));
  }

  /** Counts one attempt, in a transaction of its own. */
  async count(key: string, budget: Budget): Promise<void> {
    const now = this.clock.now();
    const windowEndsAt = new Date(now.getTime() + budget.windowSeconds * 1000);
    await this.database.transaction(async (tx) => {
      await tx
        .createQueryBuilder()
        .delete()
        .from(RateCounter)
        .where('key = :key AND window_ends_at <= :now', { key, now: instantText(now) })
        .execute();
      await insertIfNew(tx, RateCounter, { key, windowEndsAt, count: 0 });
      await tx.increment(RateCounter, { key }, 'count', 1);
    });
  }

  async forget(key: string): Promise<void> {
    await this.database.transaction((tx) => tx.delete(RateCounter, { key }));
  }
}
