import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { OutboxBell } from '../mail/outbox-bell.js';
import { requireRole, type Actor } from './actor.js';
import { Audit } from './audit.js';

/** Starts a message again that was given up, or one that waits after a failure. */
@Injectable()
export class RetryEmailMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly bell: OutboxBell,
  ) {}

  /** Throws `Refusal` for a message that was sent or skipped, is in hand, or was not tried yet. */
  async run(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'organizer');
    const { officeId, userId } = actor;
    await this.database.transaction(async (tx) => {
      const message = await tx.findOneBy(EmailMessage, { id, officeId });
      if (message === null) throw new NotFound('email_message_not_found');
      const again = { status: 'pending' as const, attempts: 0, nextAttemptAt: this.clock.now() };
      const changed =
        (await updateRows(tx, EmailMessage, { id, status: 'failed' }, again)) +
        (await updateRows(tx, EmailMessage, { id, status: 'pending', attempts: MoreThan(0) }, again));
      if (changed === 0) throw new Refusal('email_message_not_retryable');
      await this.audit.record(tx, {
        officeId,
        actor: { userId },
        action: 'email_message.retried',
        subject: { type: 'email_message', id },
        before: { status: message.status, attempts: message.attempts },
        after: { status: 'pending', attempts: 0 },
      });
    });
    this.bell.ring();
  }
}
