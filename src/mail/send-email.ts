import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { ComposeEmail } from './compose-email.js';
import { presentableReason, retryDelay } from './delivery.rules.js';
import type { EmailMessage } from './email-message.entity.js';
import { SentCopies } from './sent-copies.js';
import { afterFailedAttempt, type Result } from './result.js';
import type { SharedFacts } from './shared-facts.js';
import { DeliveryFailed, Transport, type Mail } from './transport.js';

type Outcome = Result['outcome'];

/** A message that is composed. */
export interface Ready {
  readonly message: EmailMessage;
  readonly mail: Mail;
  readonly sealed: string;
}

/** Composes one claimed message, delivers it and tells how that went. Never throws for the message's sake. */
@Injectable()
export class SendEmail {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly composing: ComposeEmail,
    private readonly transport: Transport,
    private readonly copies: SentCopies,
    private readonly clock: Clock,
  ) {}

  /** What is to be delivered, or how it went when there is nothing to deliver. */
  async compose(message: EmailMessage, shared: SharedFacts): Promise<Ready | Result> {
    try {
      const composed = await this.composing.run(message, shared);
      if ('skip' in composed) {
        return this.reported({ message, outcome: { status: 'skipped', lastError: presentableReason(composed.skip) } });
      }
      return { message, mail: composed.mail, sealed: this.copies.seal(message, composed.mail) };
    } catch (error) {
      return this.reported({ message, outcome: this.afterFailure(message, error) });
    }
  }

  async deliver({ message, mail, sealed }: Ready): Promise<Result> {
    try {
      await this.transport.deliver(mail);
      return { message, outcome: { status: 'sent', sentAt: this.clock.now(), lastError: null }, sealed };
    } catch (error) {
      return this.reported({ message, outcome: this.afterFailure(message, error) });
    }
  }

  private afterFailure(message: EmailMessage, error: unknown): Outcome {
    const lastError = reasonOf(error, message.recipientName);
    if (error instanceof DeliveryFailed && error.permanent) return { status: 'failed', lastError };
    const wait = retryDelay(message.attempts, Math.random());
    return afterFailedAttempt(message, lastError, new Date(this.clock.now().getTime() + wait));
  }

  private reported(result: Result): Result {
    const { id, template, attempts } = result.message;
    const { status, lastError } = result.outcome;
    const line = `Message ${id} (${template}), attempt ${attempts}: ${status ?? ''}, ${lastError ?? ''}`;
    if (status === 'skipped') this.logger.log(line);
    else this.logger.warn(line);
    return result;
  }
}

/** What the organiser reads. A feature's error may repeat what it read, so the recipient's name is taken out. */
function reasonOf(error: unknown, recipientName: string): string {
  if (error instanceof DeliveryFailed) return error.reason;
  const told = error instanceof Error ? `${error.name}: ${error.message}` : 'Unknown error';
  return presentableReason(recipientName === '' ? told : told.replaceAll(recipientName, '…'));
}
