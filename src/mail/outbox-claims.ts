import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { instantText } from '../database/columns.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { EmailMessage } from './email-message.entity.js';
import { endInterrupted, type Interrupted } from './interrupted-attempts.js';
import type { Result } from './result.js';

const leaseMilliseconds = 90_000;
const batchSize = 100;

const due = `SELECT id FROM email_messages
  WHERE status = 'pending' AND next_attempt_at <= :now
  ORDER BY next_attempt_at, id LIMIT ${batchSize}`;

/** Who works on which message. A message under another's unexpired lease is left alone. */
@Injectable()
export class OutboxClaims {
  /** When the leases end that were begun here, by the clock of this process that nobody can set. */
  private readonly ends = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes up to a hundred due messages for 90 seconds, committed before it resolves. The attempt is counted here, so that
   * it counts even if it ends the worker.
   */
  async take(): Promise<EmailMessage[]> {
    const leaseToken = newId();
    for (const [token, end] of this.ends) if (end <= performance.now()) this.ends.delete(token);
    this.ends.set(leaseToken, performance.now() + leaseMilliseconds);
    return this.database.transaction(async (tx) => {
      const leaseNow = await this.leaseNow(tx);
      await endInterrupted(tx, await this.interrupted(tx, leaseNow), this.clock.now());
      await this.lease(tx, leaseToken, new Date(leaseNow.getTime() + leaseMilliseconds));
      return tx.find(EmailMessage, { where: { leaseToken }, order: { nextAttemptAt: 'ASC', id: 'ASC' } });
    });
  }

  /**
   * What no worker sends any more. On PostgreSQL others may be at work, so leases run out there. One server owns a SQLite
   * file: what is not under a lease of this process was left by one that died, whatever the clock says.
   */
  private async interrupted(tx: EntityManager, leaseNow: Date): Promise<Interrupted[]> {
    const onPostgres = this.database.engineName === 'postgres';
    const sending = await tx.find(EmailMessage, {
      where: { status: 'sending', ...(onPostgres ? { leaseUntil: LessThanOrEqual(leaseNow) } : {}) },
      select: { id: true, attempts: true, leaseToken: true },
      order: { id: 'ASC' },
    });
    return onPostgres ? sending : sending.filter(({ leaseToken }) => !this.ends.has(leaseToken ?? ''));
  }

  private async lease(tx: EntityManager, leaseToken: string, leaseUntil: Date): Promise<void> {
    const skipLocked = this.database.engineName === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
    await tx
      .createQueryBuilder()
      .update(EmailMessage)
      .set({ status: 'sending', leaseToken, leaseUntil, attempts: () => 'attempts + 1' })
      .where(`id IN (${due} ${skipLocked})`, { now: instantText(this.clock.now()) })
      .execute();
  }

  /** By the database's clock where several workers share it: one whose own is ahead would take what others are sending. */
  private async leaseNow(tx: EntityManager): Promise<Date> {
    if (this.database.engineName === 'sqlite') return this.clock.now();
    const [{ now }] = await tx.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return now;
  }

  /** Milliseconds that are left of a message's lease. */
  remaining(message: EmailMessage): number {
    return (this.ends.get(message.leaseToken ?? '') ?? 0) - performance.now();
  }

  /** How a message is handed back as if it had never been taken. */
  handBack(message: EmailMessage): Result {
    return { message, outcome: { status: 'pending', attempts: message.attempts - 1 } };
  }
}
