import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../config/settings.js';
import { insertIfNew } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Locale } from '../kernel/locale.js';
import { EmailMessage, type AttachmentReference } from './email-message.entity.js';
import { headerName } from './header-text.js';
import { OutboxBell } from './outbox-bell.js';

export interface OutgoingEmail {
  readonly officeId: string;
  /** Names the fact, not the pair: `registration.confirmed:<id>:<revision>`. The same fact is never mailed twice. */
  readonly dedupeKey: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly template: string;
  readonly locale: Locale;
  /** The row from which `EmailViews` makes the view when the message is sent. */
  readonly subjectId: string;
  /** Facts of this moment that the row won't tell later; no links, no personal data. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly AttachmentReference[];
  /** Not before this instant; at once when left out. */
  readonly sendAt?: Date;
}

/** The one door to the mail: a row in the transaction of the fact it tells. */
@Injectable()
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly bell: OutboxBell,
  ) {}

  /** Returns the message's id, or null when this fact was enqueued before. */
  async enqueue(tx: EntityManager, email: OutgoingEmail): Promise<string | null> {
    const id = newId();
    const now = this.clock.now();
    const row = {
      id,
      officeId: email.officeId,
      dedupeKey: email.dedupeKey,
      recipientName: headerName(email.to.name),
      recipientAddress: email.to.address,
      template: email.template,
      locale: email.locale,
      subjectId: email.subjectId,
      data: email.data ?? {},
      attachments: email.attachments ?? [],
      status: 'pending' as const,
      attempts: 0,
      nextAttemptAt: email.sendAt ?? now,
      lastError: null,
      leaseToken: null,
      leaseUntil: null,
      messageId: `<${id}@${new URL(this.settings.publicUrl).hostname}>`,
      createdAt: now,
      sentAt: null,
    };
    await insertIfNew(tx, EmailMessage, row);
    this.bell.ring();
    const kept = await tx.findOne(EmailMessage, { where: { dedupeKey: email.dedupeKey }, select: { id: true } });
    return kept?.id === id ? id : null;
  }
}
