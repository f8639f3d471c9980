import { Injectable } from '@nestjs/common';
import { Ahead } from '../kernel/ahead.js';
import { ClaimedQueue } from './claimed-queue.js';
import type { EmailMessage } from './email-message.entity.js';
import { OutboxClaims } from './outbox-claims.js';
import type { Result } from './result.js';
import { SendEmail, type Ready } from './send-email.js';
import { SettleEmails } from './settle-emails.js';
import { parallelSends } from './smtp-transport.js';

/** Of a lease, so that a send that runs into every time-out still ends within it. */
const leastLease = 45_000;

type Composed = Ready | Result;

/** Sends messages that are claimed, several at a time. What can't be begun within its lease is handed back. */
@Injectable()
export class SendClaimed {
  private stopping = false;

  constructor(
    private readonly claims: OutboxClaims,
    private readonly sendEmail: SendEmail,
    private readonly settleEmails: SettleEmails,
  ) {}

  /**
   * Sends what `take` claims until it claims nothing. Resolves when each is sent or handed back, and that is committed.
   * Rejects when the database can't be had.
   */
  async run(take: () => Promise<readonly EmailMessage[]>): Promise<void> {
    const queue = new ClaimedQueue(take);
    const composed = new Ahead(parallelSends, () => this.composeNext(queue));
    const written = new Set<Promise<void>>();
    const lanes = Array.from({ length: parallelSends }, () => this.sendFrom(composed, written));
    await Promise.allSettled(lanes);
    await Promise.all([...lanes, ...written]);
  }

  /** From now on nothing more is begun. There is no way back. */
  stop(): void {
    this.stopping = true;
  }

  /** How a message went is written down while the next one is on its way; if that fails, nothing more is begun. */
  private async sendFrom(composed: Ahead<Composed>, written: Set<Promise<void>>): Promise<void> {
    for (let next = await composed.next(); next !== undefined; next = await composed.next()) {
      const settled = this.settleEmails.write('outcome' in next ? next : await this.sendOrHandBack(next));
      written.add(settled);
      settled.then(
        () => written.delete(settled),
        () => {
          composed.end();
        },
      );
    }
  }

  private async composeNext(queue: ClaimedQueue): Promise<Composed | undefined> {
    const next = await queue.next();
    if (next === undefined) return undefined;
    return this.mayBegin(next.message)
      ? this.sendEmail.compose(next.message, next.shared)
      : this.claims.handBack(next.message);
  }

  private async sendOrHandBack(ready: Ready): Promise<Result> {
    return this.mayBegin(ready.message) ? this.sendEmail.deliver(ready) : this.claims.handBack(ready.message);
  }

  private mayBegin(message: EmailMessage): boolean {
    return !this.stopping && this.claims.remaining(message) >= leastLease;
  }
}
