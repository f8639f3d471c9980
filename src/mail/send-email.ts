import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { ComposeEmail } from './compose-email.js';
import { presentableReason, retryDelay } from './delivery.rules.js';
import type { EmailMessage } from './email-message.entity.js';
import { SentCopies } from './sent-copies.js';
import { afterFailedAttempt, type Result } from './result.js';
import type { SharedFacts } from './shared-facts.js';
import { DeliveryFailed, Transport } from './transport.js';

type Outcome = Result['outcome'];

/** Composes one claimed message, delivers it and tells how that went. Never throws for the message's sake. */
@Injectable()
export class SendEmail {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly compose: ComposeEmail,
    private readonly transport: Transport,
    private readonly copies: SentCopies,
    private readonly clock: Clock,
  ) {}

  async run(message: EmailMessage, shared: SharedFacts): Promise<Result> {
    const result = await this.attempt(message, shared);
    if (result.outcome.status !== 'sent') this.report(message, result.outcome);
    return result;
  }

  private async attempt(message: EmailMessage, shared: SharedFacts): Promise<Result> {
    try {
      const composed = await this.compose.run(message, shared);
      if ('skip' in composed)
        return { message, outcome: { status: 'skipped', lastError: presentableReason(composed.skip) } };
      const sealed = this.copies.seal(message, composed.mail);
      await this.transport.deliver(composed.mail);
      return { message, outcome: { status: 'sent', sentAt: this.clock.now(), lastError: null }, sealed };
    } catch (error) {
      return { message, outcome: this.afterFailure(message, error) };
    }
  }

  private afterFailure(message: EmailMessage, error: unknown): Outcome {
    const lastError = reasonOf(error, message.recipientName);
    if (error instanceof DeliveryFailed && error.permanent) return { status: 'failed', lastError };
    const wait = retryDelay(message.attempts, Math.random());
    return afterFailedAttempt(message, lastError, new Date(this.clock.now().getTime() + wait));
  }

  private report({ id, template, attempts }: EmailMessage, { status, lastError }: Outcome): void {
    const line = `Message ${id} (${template}), attempt ${attempts}: ${status ?? ''}, ${lastError ?? ''}`;
    if (status === 'skipped') this.logger.log(line);
    else this.logger.warn(line);
  }
}

/** What the organiser reads. A feature's error may repeat what it read, so the recipient's name is taken out. */
function reasonOf(error: unknown, recipientName: string): string {
  if (error instanceof DeliveryFailed) return error.reason;
  const told = error instanceof Error ? `${error.name}: ${error.message}` : 'Unknown error';
  return presentableReason(recipientName === '' ? told : told.replaceAll(recipientName, '…'));
}
