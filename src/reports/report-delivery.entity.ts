import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { AttendanceReport } from './attendance-report.entity.js';

/** That a report was handed to the outbox for a partner's contact, with the hashes of its files. */
@Entity('report_deliveries')
@Index('uq_report_deliveries_contact', ['reportId', 'contactId'], { unique: true })
export class ReportDelivery {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => AttendanceReport) @ReferenceColumn() readonly reportId!: string;
  @ForeignKey(() => PartnerContact) @ReferenceColumn() readonly contactId!: string;
  @ForeignKey(() => EmailMessage) @ReferenceColumn() readonly emailMessageId!: string;
  /** SHA-256, hex. Null until the files were made for sending. */
  @TextColumn(64, { nullable: true }) pdfHash!: string | null;
  @TextColumn(64, { nullable: true }) xlsxHash!: string | null;
  @InstantColumn() readonly createdAt!: Date;
}
