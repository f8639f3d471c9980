import type ExcelJS from 'exceljs';
import type { Locale } from '../kernel/locale.js';
import type { AttendanceReportView } from './attendance-report.view.js';
import {
  columnSums,
  groupColumns,
  headLines,
  markColumns,
  regionName,
  reportTexts,
  reportTitle,
  totalRows,
  type ReportTexts,
} from './report-texts.js';
import { withFixedTimes } from './zip-times.js';

export type Cell = string | number | Date | null;

/** Control characters, halves of surrogate pairs and noncharacters, none of which XML may hold. */
const unprintable = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Strings stay strings, whatever they begin with: a name is never a formula. */
export function cell(value: Cell): Cell {
  return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

/**
 * The report as a workbook: summary, regions, sessions, participants. Numbers are numbers, days are days, percentages are
 * fractions shown as percent; heads are frozen and filtered. The same view gives the same bytes.
 */
export async function renderAttendanceWorkbook(view: AttendanceReportView): Promise<Buffer> {
  const texts = reportTexts[view.locale];
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.creator = view.office.name;
  workbook.created = view.asOfInstant;
  workbook.modified = view.asOfInstant;
  workbook.title = `${reportTitle(view)} – ${view.program.title}`;
  summary(workbook, view, texts);
  regions(workbook, view, texts);
  sessions(workbook, view, texts);
  participants(workbook, view, texts);
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()), view.asOfInstant);
}

function summary(workbook: ExcelJS.Workbook, view: AttendanceReportView, texts: ReportTexts): void {
  const sheet = workbook.addWorksheet(texts.sheets.summary);
  sheet.columns = [{ width: 32 }, { width: 16 }, { width: 16 }, { width: 18 }, { width: 14 }];
  sheet.addRow([cell(reportTitle(view))]).font = { bold: true, size: 14 };
  for (const [label, value] of headLines(view)) sheet.addRow([cell(label), cell(value)]);
  if (view.replaces !== null) sheet.addRow([cell(texts.replaces.replace('{date}', view.replaces))]);
  sheet.addRow([]);
  const { item, male, female, unknown, total } = texts.columns;
  headRow(sheet.addRow([item, male, female, unknown, total]));
  for (const row of totalRows) {
    const count = view.totals[row];
    sheet.addRow([texts.rows[row], count.male, count.female, count.unknown, count.total]);
  }
  sheet.addRow([]);
  headRow(sheet.addRow([texts.columns.group, ...groupColumns.map((column) => texts.rows[column])]));
  for (const group of view.groups) {
    sheet.addRow([texts.groups[group.kind], ...groupColumns.map((column) => group[column])]);
  }
  sheet.addRow([]);
  sheet.addRow([texts.notice]).font = { italic: true };
}

export function headRow(row: ExcelJS.Row): void {
  row.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  row.eachCell((one) => {
    one.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } };
    one.alignment = { vertical: 'middle', wrapText: true };
  });
}

interface Column {
  readonly heading: string;
  readonly width: number;
  readonly format?: string;
}

/** A sheet that is one table: frozen head, filters, a notice at the foot of the printed page. */
export function tableSheet(
  workbook: ExcelJS.Workbook,
  name: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  notice: string,
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum is ambient: 9 is A4
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    headerFooter: { oddFooter: `&L${notice}&R&P/&N` },
  });
  sheet.columns = columns.map(({ heading, width, format }) => ({
    header: cell(heading) as string,
    width,
    style: format === undefined ? {} : { numFmt: format },
  }));
  headRow(sheet.getRow(1));
  for (const row of rows) sheet.addRow(row.map(cell));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
  return sheet;
}

function regions(workbook: ExcelJS.Workbook, view: AttendanceReportView, texts: ReportTexts): void {
  const columns = [
    { heading: texts.columns.code, width: 10 },
    { heading: texts.columns.region, width: 34 },
    ...groupColumns.map((column) => ({ heading: texts.rows[column], width: 18 })),
  ];
  const rows = view.regions.map((region): Cell[] => [
    region.code,
    regionName(region, texts),
    ...groupColumns.map((column) => region[column]),
  ]);
  const sheet = tableSheet(workbook, texts.sheets.regions, columns, rows, texts.notice);
  sheet.addRow([null, texts.columns.total, ...columnSums(view.regions, groupColumns)]).font = { bold: true };
}

/** The weekday and the month in the report's language, whatever that of the reader's spreadsheet is. */
const dayFormats: Readonly<Record<Locale, string>> = {
  id: '[$-421]dddd, d mmmm yyyy',
  en: '[$-809]dddd, d mmmm yyyy',
};

/** Spreadsheets have no zones: a day is its midnight, which the writer takes in UTC. */
function dayCell(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function sessions(workbook: ExcelJS.Workbook, view: AttendanceReportView, texts: ReportTexts): void {
  const columns = [
    { heading: texts.columns.session, width: 44 },
    { heading: texts.columns.date, width: 26, format: dayFormats[view.locale] },
    { heading: texts.columns.time, width: 20 },
    { heading: texts.columns.lessonHours, width: 8 },
    ...markColumns.map((mark) => ({ heading: texts.marks[mark], width: 14 })),
  ];
  const rows = view.sessions.map((session): Cell[] => [
    session.title,
    dayCell(session.day),
    session.time,
    session.lessonHours,
    ...markColumns.map((mark) => session[mark]),
  ]);
  tableSheet(workbook, texts.sheets.sessions, columns, rows, texts.notice);
}

function participants(workbook: ExcelJS.Workbook, view: AttendanceReportView, texts: ReportTexts): void {
  const { no, name, gender, enterprise, region, percentage, remark } = texts.columns;
  const columns = [
    { heading: no, width: 6 },
    { heading: name, width: 36 },
    { heading: gender, width: 6 },
    { heading: enterprise, width: 36 },
    { heading: region, width: 28 },
    ...view.sessions.map((session, index) => ({ heading: `${index + 1}. ${session.title}`, width: 18 })),
    { heading: percentage, width: 10, format: '0.0%' },
    { heading: remark, width: 24 },
  ];
  const rows = view.participants.map((one, index): Cell[] => [
    index + 1,
    one.name,
    one.gender === null ? null : texts.genders[one.gender],
    one.enterprise,
    one.regency,
    ...one.marks.map((mark) => texts.marks[mark]),
    one.percentage / 100,
    one.qualified ? texts.qualified : texts.notQualified,
  ]);
  tableSheet(workbook, texts.sheets.participants, columns, rows, texts.notice);
}
