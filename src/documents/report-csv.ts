import { stringify } from 'csv-stringify/sync';
import type { AttendanceReportView } from './attendance-report.view.js';
import { reportTexts } from './report-texts.js';

export const byteOrderMark = '\ufeff';

/** A spreadsheet takes a text that begins like this for a formula; some read the wide forms alike. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet takes for a formula. */
export function neutral(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The list of participants for Indonesian Excel: UTF-8 with a byte order mark, semicolons, CRLF, decimal commas. */
export function attendanceCsv(view: AttendanceReportView): string {
  const texts = reportTexts[view.locale];
  const { no, name, gender, enterprise, region, percentage, remark } = texts.columns;
  const sessions = view.sessions.map((session, index) => neutral(`${index + 1}. ${session.title}`));
  const head = [no, name, gender, enterprise, region, ...sessions, percentage, remark];
  const rows = view.participants.map((one, index) => [
    String(index + 1),
    neutral(one.name),
    one.gender === null ? '' : texts.genders[one.gender],
    neutral(one.enterprise ?? ''),
    neutral(one.regency ?? ''),
    ...one.marks.map((mark) => texts.marks[mark]),
    String(one.percentage).replace('.', ','),
    one.qualified ? texts.qualified : texts.notQualified,
  ]);
  return csvFile([head, ...rows]);
}

/** Rows of cells as Indonesian Excel opens them. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + stringify([...rows], { delimiter: ';', record_delimiter: 'windows' });
}
