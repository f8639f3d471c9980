import type { FastifyReply } from 'fastify';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { attendanceCsv } from '../documents/report-csv.js';
import { renderAttendanceReport } from '../documents/report-pdf.js';
import { renderAttendanceWorkbook } from '../documents/report-workbook.js';
import { reportFilename } from './report-files.js';

const forms = {
  pdf: { type: 'application/pdf', render: renderAttendanceReport },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: renderAttendanceWorkbook,
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    render: (view: AttendanceReportView) => Promise.resolve(Buffer.from(attendanceCsv(view), 'utf8')),
  },
} as const;

export type ReportForm = keyof typeof forms;
export const reportForms = Object.keys(forms) as ReportForm[];

/** Sends a report as a file to keep, named after what it reports. */
export async function sendReportFile(reply: FastifyReply, view: AttendanceReportView, form: ReportForm): Promise<void> {
  const { type, render } = forms[form];
  const filename = `${reportFilename(view, view.asOfInstant.toISOString().slice(0, 10))}.${form}`;
  await reply
    .type(type)
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'no-store')
    .send(await render(view));
}
