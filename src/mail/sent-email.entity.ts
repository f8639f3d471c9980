import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, ReferenceColumn } from '../database/columns.js';

/** What a message said when it was sent, sealed: whoever steals the database reads nothing of it. Kept for 90 days. */
@Entity('sent_emails')
@Index('ix_sent_emails_sent_at', ['sentAt'])
export class SentEmail {
  /** The message's id. */
  @ForeignKey('EmailMessage') @IdColumn() readonly id!: string;
  @ForeignKey('Office') @ReferenceColumn() readonly officeId!: string;
  @LongTextColumn() readonly sealed!: string;
  @InstantColumn() readonly sentAt!: Date;
}
