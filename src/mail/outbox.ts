import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Settings } from '../config/settings.js';
import { insertIfNew, type Row } from '../database/rows.js';
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
  /** The batch it is about, by which the office finds it. */
  readonly batchId?: string;
  /** Facts of this moment that the row won't tell later; no links, no personal data. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly AttachmentReference[];
  /** Not before this instant; at once when left out. */
  readonly sendAt?: Date;
}

/** Rows of one statement: a batch of 300 in a few round trips, far from the engines' limits on parameters. */
const chunkLength = 100;

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
    const [id = null] = await this.enqueueAll(tx, [email]);
    return id;
  }

  /** Returns the ids of the new messages, in the order given; facts that were enqueued before have none. */
  async enqueueAll(tx: EntityManager, emails: readonly OutgoingEmail[]): Promise<string[]> {
    if (emails.length === 0) return [];
    const ids: string[] = [];
    for (let start = 0; start < emails.length; start += chunkLength) {
      ids.push(...(await this.insert(tx, emails.slice(start, start + chunkLength))));
    }
    this.bell.ring();
    return ids;
  }

  private async insert(tx: EntityManager, emails: readonly OutgoingEmail[]): Promise<string[]> {
    const rows = emails.map((email) => this.row(email));
    if ((await insertIfNew(tx, EmailMessage, ...rows)) === rows.length) return rows.map(({ id }) => id);
    const kept = await tx.find(EmailMessage, {
      where: { dedupeKey: In(rows.map(({ dedupeKey }) => dedupeKey)) },
      select: { id: true },
    });
    const known = new Set(kept.map(({ id }) => id));
    return rows.map(({ id }) => id).filter((id) => known.has(id));
  }

  private row(email: OutgoingEmail): Row<EmailMessage> {
    const id = newId();
    const now = this.clock.now();
    return {
      id,
      officeId: email.officeId,
      dedupeKey: email.dedupeKey,
      recipientName: headerName(email.to.name),
      recipientAddress: email.to.address,
      template: email.template,
      locale: email.locale,
      subjectId: email.subjectId,
      batchId: email.batchId ?? null,
      data: email.data ?? {},
      attachments: email.attachments ?? [],
      status: 'pending',
      attempts: 0,
      nextAttemptAt: email.sendAt ?? now,
      lastError: null,
      leaseToken: null,
      leaseUntil: null,
      messageId: `<${id}@${new URL(this.settings.publicUrl).hostname}>`,
      createdAt: now,
      sentAt: null,
    };
  }
}
