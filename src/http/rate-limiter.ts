import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { MoreThan, type EntityManager } from 'typeorm';
import { insertIfNew } from '../database/rows.js';
import { instantText } from '../database/columns.js';
import { selectIn } from '../database/statements.js';
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

  /** Throws `TooMany` when the budget of one of these keys is used up; counts nothing. */
  async check(...budgets: readonly (readonly [key: string, budget: Budget])[]): Promise<void> {
    const counters = await this.running(budgets.map(([key]) => key));
    for (const [key, { limit }] of budgets) {
      const counter = counters.find((one) => one.key === key);
      if (counter !== undefined && counter.count >= limit) throw this.refusal(counter);
    }
  }

  /** Counts one attempt, in a transaction of its own. */
  async count(key: string, budget: Budget): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.openWindow(tx, key, budget);
      await tx.increment(RateCounter, { key }, 'count', 1);
    });
  }

  /**
   * Counts one attempt and throws `TooMany` when there is none left, in one step: attempts at the same moment can't
   * slip through together.
   */
  async take(key: string, budget: Budget): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.openWindow(tx, key, budget);
      const { affected } = await tx
        .createQueryBuilder()
        .update(RateCounter)
        .set({ count: () => 'count + 1' })
        .where('key = :key AND count < :limit', { key, limit: budget.limit })
        .execute();
      if (affected === 0) throw this.refusal(await tx.findOneByOrFail(RateCounter, { key }));
    });
  }

  /** Takes back an attempt that turned out not to be one. */
  async giveBack(key: string): Promise<void> {
    await this.database.transaction((tx) => tx.decrement(RateCounter, { key, count: MoreThan(0) }, 'count', 1));
  }

  async forget(key: string): Promise<void> {
    await this.database.transaction((tx) => tx.delete(RateCounter, { key }));
  }

  /** Of the keys whose window isn't over. */
  private async running(keys: readonly string[]): Promise<RateCounter[]> {
    const found = await selectIn(this.database.reader, RateCounter, 'key', keys);
    return found.filter(({ windowEndsAt }) => windowEndsAt > this.clock.now());
  }

  private async openWindow(tx: EntityManager, key: string, { windowSeconds }: Budget): Promise<void> {
    const now = this.clock.now();
    const windowEndsAt = new Date(now.getTime() + windowSeconds * 1000);
    await tx
      .createQueryBuilder()
      .delete()
      .from(RateCounter)
      .where('key = :key AND window_ends_at <= :now', { key, now: instantText(now) })
      .execute();
    await insertIfNew(tx, RateCounter, { key, windowEndsAt, count: 0 });
  }

  private refusal({ windowEndsAt }: RateCounter): TooMany {
    const milliseconds = windowEndsAt.getTime() - this.clock.now().getTime();
    return new TooMany('too_many_attempts', Math.ceil(milliseconds / 1000));
  }
}
