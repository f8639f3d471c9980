import { Injectable } from '@nestjs/common';
import type { EmailMessage } from './email-message.entity.js';
import { OutboxClaims } from './outbox-claims.js';
import type { Result } from './result.js';
import { SendEmail } from './send-email.js';
import { SettleEmails } from './settle-emails.js';
import { SharedFacts } from './shared-facts.js';
import { parallelSends } from './smtp-transport.js';

/** Of a lease, so that a send that runs into every time-out still ends within it. */
const leastLease = 45_000;

interface Round {
  readonly queue: EmailMessage[];
  readonly shared: SharedFacts;
  readonly written: Promise<void>[];
}

/** Sends messages that are claimed, several at a time. What can't be begun within its lease is handed back. */
@Injectable()
export class SendClaimed {
  private stopping = false;

  constructor(
    private readonly claims: OutboxClaims,
    private readonly sendEmail: SendEmail,
    private readonly settleEmails: SettleEmails,
  ) {}

  /** Resolves when each is sent or handed back, and that is committed. Rejects when the database can't be had. */
  async run(messages: readonly EmailMessage[]): Promise<void> {
    const round: Round = { queue: [...messages], shared: new SharedFacts(), written: [] };
    await Promise.all(Array.from({ length: parallelSends }, () => this.sendFrom(round)));
    await Promise.all(round.written);
  }

  /** From now on nothing more is begun. There is no way back. */
  stop(): void {
    this.stopping = true;
  }

  /** How a message went is written down while the next one is on its way; if that fails, nothing more is begun. */
  private async sendFrom({ queue, shared, written }: Round): Promise<void> {
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      const settled = this.settleEmails.write(await this.sendOrHandBack(message, shared));
      settled.catch(() => queue.splice(0));
      written.push(settled);
    }
  }

  private async sendOrHandBack(message: EmailMessage, shared: SharedFacts): Promise<Result> {
    if (this.stopping || this.claims.remaining(message) < leastLease) return this.claims.handBack(message);
    return this.sendEmail.run(message, shared);
  }
}
