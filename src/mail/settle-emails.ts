import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { EmailMessage } from './email-message.entity.js';
import type { Result } from './result.js';
import { SentCopies } from './sent-copies.js';

/** So many milliseconds a result waits for others: a commit costs more than a mail. */
const company = 40;

/** Writes down how messages went and ends their leases. Those that end soon after each other share a commit. */
@Injectable()
export class SettleEmails {
  private readonly logger = new Logger('Mail');
  private waiting: Result[] = [];
  private next: Promise<void> | null = null;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly copies: SentCopies,
  ) {}

  /** Resolves once it is committed. A message whose lease was lost meanwhile stays as it is. */
  write(result: Result): Promise<void> {
    this.waiting.push(result);
    this.next ??= this.afterCurrent();
    return this.next;
  }

  private async afterCurrent(): Promise<void> {
    await Promise.all([delay(company), this.current.catch(() => undefined)]);
    const results = this.waiting;
    this.waiting = [];
    this.next = null;
    this.current = this.commit(results);
    return this.current;
  }

  private async commit(results: readonly Result[]): Promise<void> {
    const lost = await this.database.transaction(async (tx) => {
      const settled = await Promise.all(results.map((result) => this.settle(tx, result)));
      await this.copies.keep(
        tx,
        results.filter((_, index) => settled[index]),
      );
      return results.filter((_, index) => !settled[index]);
    });
    for (const { message } of lost) {
      this.logger.warn(`Message ${message.id} was taken over by another worker; its result stands.`);
    }
  }

  /** False when the lease was lost. */
  private async settle(tx: EntityManager, { message, outcome }: Result): Promise<boolean> {
    const { id, leaseToken } = message;
    if (leaseToken === null) return false;
    const change = { ...outcome, leaseToken: null, leaseUntil: null };
    return (await updateRows(tx, EmailMessage, { id, leaseToken, status: 'sending' }, change)) === 1;
  }
}
