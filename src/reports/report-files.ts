import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { renderAttendanceReport } from '../documents/report-pdf.js';
import { renderAttendanceWorkbook } from '../documents/report-workbook.js';
import { OfficeLogos } from '../identity/office-logos.js';
import { AttachmentSources, type Attachment } from '../mail/attachment-sources.js';
import { AttendanceReport } from './attendance-report.entity.js';
import type { ReportContent } from './build-report.js';
import { ReportDelivery } from './report-delivery.entity.js';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A report that was sent, as it was frozen. */
export function frozenView({ content, correction, asOf }: AttendanceReport): AttendanceReportView {
  const frozen = content as unknown as ReportContent & { replaces: string | null };
  return { ...frozen, correction, asOfInstant: asOf };
}

/** `laporan-kehadiran-bimtek-kemasan-angkatan-i-2026-10-07`: letters, digits and hyphens only. */
export function reportFilename(
  { program, batch }: Pick<AttendanceReportView, 'program' | 'batch'>,
  day: string,
): string {
  const plain = `laporan kehadiran ${program.title} ${batch} ${day}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120);
}

/** The files of a report that was sent: the same bytes at each try, their hashes noted with its deliveries. */
@Injectable()
export class ReportFiles implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly sources: AttachmentSources,
    private readonly logos: OfficeLogos,
  ) {}

  onModuleInit(): void {
    this.sources.register('report-pdf', (id) => this.pdf(id));
    this.sources.register('report-xlsx', (id) => this.workbook(id));
  }

  private async pdf(id: string): Promise<Attachment> {
    const report = await this.database.reader.findOneByOrFail(AttendanceReport, { id });
    const view = frozenView(report);
    const content = await renderAttendanceReport({
      ...view,
      office: { ...view.office, ...(await this.logos.forPaper(report.officeId)) },
    });
    await this.note(id, { pdfHash: sha256(content) });
    return { filename: `${reportFilename(view, report.day)}.pdf`, contentType: 'application/pdf', content };
  }

  private async workbook(id: string): Promise<Attachment> {
    const report = await this.database.reader.findOneByOrFail(AttendanceReport, { id });
    const view = frozenView(report);
    const content = await renderAttendanceWorkbook(view);
    await this.note(id, { xlsxHash: sha256(content) });
    return { filename: `${reportFilename(view, report.day)}.xlsx`, contentType: workbookType, content };
  }

  private async note(reportId: string, hash: Partial<Pick<ReportDelivery, 'pdfHash' | 'xlsxHash'>>): Promise<void> {
    await this.database.transaction((tx) => updateRows(tx, ReportDelivery, { reportId }, hash));
  }
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
