import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow } from '../database/rows.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Outbox } from '../mail/outbox.js';
import type { Batch } from '../programs/batch.entity.js';
import type { PartnerContact } from '../programs/partner-contact.entity.js';
import { Session } from '../programs/session.entity.js';
import { AttendanceReport, type ReportTrigger } from './attendance-report.entity.js';
import { BuildReport, contentHash, type ReportContent } from './build-report.js';
import { PartnerLinks } from './partner-links.js';
import { ReportDelivery } from './report-delivery.entity.js';

export interface Dispatch {
  readonly batch: Batch;
  readonly cause: ReportTrigger;
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  readonly contacts: readonly PartnerContact[];
  readonly actor: AuditActor;
}

/** Freezes a batch's report as a new version and hands it to the outbox for each contact, within one transaction. */
@Injectable()
export class FreezeReport {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly build: BuildReport,
    private readonly audit: Audit,
    private readonly links: PartnerLinks,
  ) {}

  /** Answers the report's id. */
  async run(tx: EntityManager, dispatch: Dispatch): Promise<string> {
    const { batch, cause, day, contacts, actor } = dispatch;
    const content = await this.build.run(tx, batch);
    const hash = contentHash(content);
    const earlier = await tx.find(AttendanceReport, { where: { batchId: batch.id }, order: { version: 'DESC' } });
    const { correction, replaces } = correctionOf(earlier[0], { day, hash, lastEnd: await lastEnd(tx, batch) });
    const version = (earlier[0]?.version ?? 0) + 1;
    const id = newId();
    await insertRow(tx, AttendanceReport, {
      id,
      officeId: batch.officeId,
      batchId: batch.id,
      version,
      correction,
      cause,
      day,
      content: { ...content, replaces },
      contentHash: hash,
      asOf: this.clock.now(),
    });
    for (const contact of contacts) await this.deliver(tx, { id, dispatch, contact });
    await this.audit.record(tx, {
      officeId: batch.officeId,
      actor,
      action: 'report.sent',
      subject: { type: 'attendance_report', id },
      after: { batchId: batch.id, version, correction, cause, deliveries: contacts.length },
    });
    return id;
  }

  private async deliver(
    tx: EntityManager,
    { id, dispatch, contact }: { id: string; dispatch: Dispatch; contact: PartnerContact },
  ): Promise<void> {
    const { batch, cause, day } = dispatch;
    await this.links.prepare(tx, batch.officeId, contact.id);
    const emailMessageId = await this.outbox.enqueue(tx, {
      officeId: batch.officeId,
      dedupeKey: `attendance-report:${cause === 'daily' ? `${batch.id}:${day}` : id}:${contact.id}`,
      to: { name: contact.name, address: contact.email },
      template: 'attendance-report',
      locale: 'id',
      subjectId: id,
      batchId: batch.id,
      data: { contactId: contact.id },
      attachments: [
        { source: 'report-pdf', id },
        { source: 'report-xlsx', id },
      ],
    });
    if (emailMessageId === null) return;
    const blank = { pdfHash: null, xlsxHash: null };
    const createdAt = this.clock.now();
    await insertRow(tx, ReportDelivery, {
      id: newId(),
      reportId: id,
      contactId: contact.id,
      emailMessageId,
      ...blank,
      createdAt,
    });
  }
}

async function lastEnd(tx: EntityManager, { id }: Batch): Promise<Date | null> {
  const [last] = await tx.find(Session, { where: { batchId: id }, order: { endsAt: 'DESC' }, take: 1 });
  return last?.endsAt ?? null;
}

/**
 * What was sent of the same day, or of the whole batch, and says something else now is corrected; while the days go on,
 * a report that says more is a new one. One that says the same is that report again, with its number.
 */
function correctionOf(
  last: AttendanceReport | undefined,
  { day, hash, lastEnd: end }: { day: string; hash: string; lastEnd: Date | null },
): { correction: number; replaces: string | null } {
  if (last === undefined) return { correction: 0, replaces: null };
  const { asOf, replaces } = last.content as unknown as ReportContent & { replaces: string | null };
  if (last.contentHash === hash) return { correction: last.correction, replaces };
  const corrects = last.day === day || (end !== null && last.asOf >= end);
  return corrects ? { correction: last.correction + 1, replaces: asOf } : { correction: 0, replaces: null };
}
