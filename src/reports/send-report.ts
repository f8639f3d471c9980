import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, Refusal } from '../kernel/problems.js';
import { Outbox } from '../mail/outbox.js';
import { Batch } from '../programs/batch.entity.js';
import { lockedBatch } from '../programs/change-batch.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { AttendanceReport, type ReportTrigger } from './attendance-report.entity.js';
import { BuildReport, contentHash, type ReportContent } from './build-report.js';
import { ReportDelivery } from './report-delivery.entity.js';

export interface SentReport {
  readonly id: string;
  readonly version: number;
  /** 0 unless the report corrects an earlier one. */
  readonly correction: number;
  readonly deliveries: number;
}

interface Dispatch {
  readonly batch: Batch;
  readonly cause: ReportTrigger;
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  readonly contacts: readonly PartnerContact[];
  readonly actor: AuditActor;
}

/** Freezes a batch's report as a new version and hands it to the outbox for each contact, all in one transaction. */
@Injectable()
export class SendReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly build: BuildReport,
    private readonly audit: Audit,
  ) {}

  /** On demand. Throws `NotFound`, `InvalidInput` for partners that are not the program's, and `no_partner_contacts`. */
  onDemand(actor: Actor, batchId: string, partnerIds: readonly string[] | undefined): Promise<SentReport> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const batch = await lockedBatch(tx, actor, batchId);
      if (batch.status === 'draft') throw new Refusal('batch_not_published');
      const contacts = await this.contacts(tx, batch, partnerIds);
      if (contacts.length === 0) throw new Refusal('no_partner_contacts');
      const day = dayIn(batch.timeZone, this.clock.now());
      return this.send(tx, { batch, cause: 'on_demand', day, contacts, actor });
    });
  }

  /** The report of one day, unless it was sent already or nobody is to receive it. */
  ofDay(batch: Pick<Batch, 'id' | 'officeId'>, day: string): Promise<SentReport | null> {
    return this.database.transaction(async (tx) => {
      const locked = await lockedBatch(tx, batch, batch.id);
      const sent = await tx.existsBy(AttendanceReport, { batchId: batch.id, day, cause: 'daily' });
      if (sent || locked.status === 'cancelled') return null;
      const contacts = await this.contacts(tx, locked, undefined);
      if (contacts.length === 0) return null;
      return this.send(tx, { batch: locked, cause: 'daily', day, contacts, actor: 'system' });
    });
  }

  private async contacts(
    tx: EntityManager,
    batch: Batch,
    partnerIds: readonly string[] | undefined,
  ): Promise<PartnerContact[]> {
    const links = await tx.findBy(ProgramPartner, { programId: batch.programId });
    const own = links.map(({ partnerId }) => partnerId);
    const chosen = partnerIds ?? own;
    if (chosen.some((id) => !own.includes(id))) {
      throw new InvalidInput([{ field: 'partnerIds', code: 'partner_not_found' }]);
    }
    const partners = await tx.findBy(Partner, { id: In([...chosen]), officeId: batch.officeId });
    return tx.find(PartnerContact, { where: { partnerId: In(partners.map(({ id }) => id)) }, order: { id: 'ASC' } });
  }

  private async send(tx: EntityManager, dispatch: Dispatch): Promise<SentReport> {
    const { batch, cause, day, contacts, actor } = dispatch;
    const content = await this.build.run(tx, batch);
    const hash = contentHash(content);
    const earlier = await tx.find(AttendanceReport, { where: { batchId: batch.id }, order: { version: 'DESC' } });
    const { correction, replaces } = correctionOf(earlier, dispatch, hash);
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
    return { id, version, correction, deliveries: contacts.length };
  }

  private async deliver(
    tx: EntityManager,
    { id, dispatch, contact }: { id: string; dispatch: Dispatch; contact: PartnerContact },
  ): Promise<void> {
    const { batch, cause, day } = dispatch;
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

/**
 * What was sent before and says something else now is corrected, once the batch is over or on the same day; while the
 * days go on, a report that says more is a new one. One that says the same is that report again, with its number.
 */
function correctionOf(
  earlier: readonly AttendanceReport[],
  { batch, day }: Dispatch,
  hash: string,
): { correction: number; replaces: string | null } {
  const last = earlier[0];
  if (last === undefined) return { correction: 0, replaces: null };
  const { asOf, replaces } = last.content as unknown as ReportContent & { replaces: string | null };
  if (last.contentHash === hash) return { correction: last.correction, replaces };
  const corrects = last.day === day || batch.status === 'completed';
  return corrects ? { correction: last.correction + 1, replaces: asOf } : { correction: 0, replaces: null };
}
