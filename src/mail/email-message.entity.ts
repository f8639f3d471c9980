import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import type { Locale } from '../kernel/locale.js';

export const emailStatuses = ['pending', 'sending', 'sent', 'failed', 'skipped'] as const;
export type EmailStatus = (typeof emailStatuses)[number];

/** A file that a message carries, made anew from the row it names when the message is sent. */
export interface AttachmentReference {
  readonly source: string;
  readonly id: string;
}

/** One row of the outbox. Links and tickets are never in it: they are derived when it is sent. */
@Entity('email_messages')
@Index('uq_email_messages_dedupe_key', ['dedupeKey'], { unique: true })
@Index('ix_email_messages_due', ['status', 'nextAttemptAt'])
@Index('ix_email_messages_office', ['officeId', 'status', 'id'])
@Index('ix_email_messages_subject_id', ['subjectId'])
@Index('ix_email_messages_batch', ['batchId', 'id'])
@Check('ck_email_messages_status', "status IN ('pending', 'sending', 'sent', 'failed', 'skipped')")
@Check('ck_email_messages_locale', "locale IN ('id', 'en')")
export class EmailMessage {
  @IdColumn() readonly id!: string;
  @ForeignKey('Office') @ReferenceColumn() readonly officeId!: string;
  /** Names the fact: `registration.confirmed:<registration>:<revision>`. */
  @TextColumn(200) readonly dedupeKey!: string;
  @TextColumn(150) readonly recipientName!: string;
  @TextColumn(254) readonly recipientAddress!: string;
  @TextColumn(60) readonly template!: string;
  @WordColumn() readonly locale!: Locale;
  /** The row that the template's view is made from when the message is sent. */
  @ReferenceColumn() readonly subjectId!: string;
  /** The batch it is about, by which the office finds it; null when it is about none. */
  @ReferenceColumn({ nullable: true }) readonly batchId!: string | null;
  /** Facts of the moment of enqueueing that the row no longer tells later; no links, no personal data. */
  @JsonColumn() readonly data!: Readonly<Record<string, unknown>>;
  @JsonColumn() readonly attachments!: readonly AttachmentReference[];
  @WordColumn() status!: EmailStatus;
  @IntegerColumn() attempts!: number;
  @InstantColumn() nextAttemptAt!: Date;
  @TextColumn(500, { nullable: true }) lastError!: string | null;
  @ReferenceColumn({ nullable: true }) leaseToken!: string | null;
  @InstantColumn({ nullable: true }) leaseUntil!: Date | null;
  /** Fixed at enqueueing, so that a duplicate delivery is recognised. */
  @TextColumn(200) readonly messageId!: string;
  @InstantColumn() readonly createdAt!: Date;
  @InstantColumn({ nullable: true }) sentAt!: Date | null;
}
