import { Injectable } from '@nestjs/common';
import { ClaimedQueue } from './claimed-queue.js';
import type { EmailMessage } from './email-message.entity.js';
import { OutboxClaims } from './outbox-claims.js';
import type { Result } from './result.js';
import { SendEmail } from './send-email.js';
import { SettleEmails } from './settle-emails.js';
import type { SharedFacts } from './shared-facts.js';
import { parallelSends } from './smtp-transport.js';

/** Of a lease, so that a send that runs into every time-out still ends within it. */
const leastLease = 45_000;

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
    const written = new Set<Promise<void>>();
    const lanes = Array.from({ length: parallelSends }, () => this.sendFrom(queue, written));
    await Promise.allSettled(lanes);
    await Promise.all([...lanes, ...written]);
  }

  /** From now on nothing more is begun. There is no way back. */
  stop(): void {
    this.stopping = true;
  }

  /** How a message went is written down while the next one is on its way; if that fails, nothing more is begun. */
  private async sendFrom(queue: ClaimedQueue, written: Set<Promise<void>>): Promise<void> {
    for (let next = await queue.next(); next !== undefined; next = await queue.next()) {
      const settled = this.settleEmails.write(await this.sendOrHandBack(next.message, next.shared));
      written.add(settled);
      settled.then(
        () => written.delete(settled),
        () => {
          queue.end();
        },
      );
    }
  }

  private async sendOrHandBack(message: EmailMessage, shared: SharedFacts): Promise<Result> {
    if (this.stopping || this.claims.remaining(message) < leastLease) return this.claims.handBack(message);
    return this.sendEmail.run(message, shared);
  }
}
