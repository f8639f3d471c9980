import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { pageOf, type Page, type PageQuery } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Locale } from '../kernel/locale.js';
import { NotFound } from '../kernel/problems.js';
import { EmailMessage, type EmailStatus } from '../mail/email-message.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { AttendanceReport, type ReportTrigger } from './attendance-report.entity.js';
import { BuildReport } from './build-report.js';
import { ReportDelivery } from './report-delivery.entity.js';

export interface SentReportView {
  readonly id: string;
  readonly version: number;
  readonly correction: number;
  readonly cause: ReportTrigger;
  readonly day: string;
  readonly asOf: string;
  readonly deliveries: readonly {
    readonly recipient: string;
    readonly status: EmailStatus;
    readonly sentAt: string | null;
    readonly pdfHash: string | null;
    readonly xlsxHash: string | null;
  }[];
}

export interface SentReport {
  readonly id: string;
  readonly version: number;
  /** 0 unless the report corrects an earlier one. */
  readonly correction: number;
  readonly deliveries: number;
}

@Injectable()
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly build: BuildReport,
  ) {}

  /** A batch's report as of now, in Indonesian unless asked otherwise; it is not kept. */
  async now(actor: Actor, batchId: string, locale: Locale = 'id'): Promise<AttendanceReportView> {
    return this.live(await this.batch(actor, batchId), locale);
  }

  /** The same of a batch to which the caller has made sure that the reader may look. */
  async live(batch: Batch, locale: Locale): Promise<AttendanceReportView> {
    const content = await this.build.run(this.database.reader, batch, locale);
    return { ...content, asOfInstant: this.clock.now(), correction: 0, replaces: null };
  }

  /** What was sent of a batch, with each delivery, oldest first. */
  async sent(actor: Actor, batchId: string, { after, limit }: PageQuery): Promise<Page<SentReportView>> {
    await this.batch(actor, batchId);
    const { reader } = this.database;
    const reports = await reader.find(AttendanceReport, {
      where: { batchId, ...(after === undefined ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const deliveries = await reader.find(ReportDelivery, {
      where: { reportId: In(reports.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    const messages = await reader.findBy(EmailMessage, {
      id: In(deliveries.map(({ emailMessageId }) => emailMessageId)),
    });
    const byId = new Map(messages.map((message) => [message.id, message]));
    return pageOf(reports, limit, (report) => sentJson(report, deliveries, byId));
  }

  /** What became of sending a report just now. */
  async outcome(id: string): Promise<SentReport> {
    const { reader } = this.database;
    const { version, correction } = await reader.findOneByOrFail(AttendanceReport, { id });
    return { id, version, correction, deliveries: await reader.countBy(ReportDelivery, { reportId: id }) };
  }

  private async batch(actor: Actor, id: string): Promise<Batch> {
    requireRole(actor, 'organizer');
    const batch = await this.database.reader.findOneBy(Batch, { id, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    return batch;
  }
}

function sentJson(
  { id, version, correction, cause, day, asOf }: AttendanceReport,
  deliveries: readonly ReportDelivery[],
  messages: ReadonlyMap<string, EmailMessage>,
): SentReportView {
  const own = deliveries.filter(({ reportId }) => reportId === id);
  return {
    id,
    version,
    correction,
    cause,
    day,
    asOf: asOf.toISOString(),
    deliveries: own.flatMap(({ emailMessageId, pdfHash, xlsxHash }) => {
      const message = messages.get(emailMessageId);
      if (message === undefined) return [];
      const { recipientName: recipient, status, sentAt } = message;
      return [{ recipient, status, sentAt: sentAt?.toISOString() ?? null, pdfHash, xlsxHash }];
    }),
  };
}
