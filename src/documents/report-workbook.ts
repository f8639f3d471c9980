import type { Worksheet } from 'exceljs';
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
import { addRows, cell, headRow, tableSheet, workbookFile, type Cell, type Workbook } from './workbook-file.js';

/**
 * The report as a workbook: summary, regions, sessions, participants. Numbers are numbers, days are days, percentages are
 * fractions shown as percent; heads are frozen and filtered. The same view gives the same bytes.
 */
export async function renderAttendanceWorkbook(view: AttendanceReportView): Promise<Buffer> {
  const texts = reportTexts[view.locale];
  const title = `${reportTitle(view)} – ${view.program.title}`;
  return workbookFile({ title, creator: view.office.name, madeAt: view.asOfInstant }, async (workbook) => {
    summary(workbook, view, texts);
    await regions(workbook, view, texts);
    await sessions(workbook, view, texts);
    await participants(workbook, view, texts);
  });
}

function summary(workbook: Workbook, view: AttendanceReportView, texts: ReportTexts): void {
  const sheet = workbook.addWorksheet(texts.sheets.summary);
  sheet.columns = [{ width: 32 }, { width: 16 }, { width: 16 }, { width: 18 }, { width: 14 }];
  addRows(sheet, [[reportTitle(view)]], { bold: true, size: 14 });
  addRows(sheet, headLines(view));
  if (view.replaces !== null) addRows(sheet, [[texts.replaces.replace('{date}', view.replaces)]]);
  const { item, male, female, unknown, total } = texts.columns;
  head(sheet, [item, male, female, unknown, total]);
  addRows(
    sheet,
    totalRows.map((row) => {
      const count = view.totals[row];
      return [texts.rows[row], count.male, count.female, count.unknown, count.total];
    }),
  );
  head(sheet, [texts.columns.group, ...groupColumns.map((column) => texts.rows[column])]);
  addRows(
    sheet,
    view.groups.map((group) => [texts.groups[group.kind], ...groupColumns.map((column) => group[column])]),
  );
  addRows(sheet, [[]]);
  addRows(sheet, [[texts.notice]], { italic: true });
  sheet.commit();
}

/** Below an empty row. */
function head(sheet: Worksheet, headings: readonly string[]): void {
  addRows(sheet, [[]]);
  const row = sheet.addRow(headings.map(cell));
  headRow(row);
  row.commit();
}

async function regions(workbook: Workbook, view: AttendanceReportView, texts: ReportTexts): Promise<void> {
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
  const total = [null, texts.columns.total, ...columnSums(view.regions, groupColumns)];
  await tableSheet(workbook, { name: texts.sheets.regions, columns, rows, total, notice: texts.notice });
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

async function sessions(workbook: Workbook, view: AttendanceReportView, texts: ReportTexts): Promise<void> {
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
  await tableSheet(workbook, { name: texts.sheets.sessions, columns, rows, notice: texts.notice });
}

async function participants(workbook: Workbook, view: AttendanceReportView, texts: ReportTexts): Promise<void> {
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
  const rows = participantRows(view, texts);
  await tableSheet(workbook, { name: texts.sheets.participants, columns, rows, notice: texts.notice });
}

/** Each is made when it is written. */
function* participantRows(view: AttendanceReportView, texts: ReportTexts): Generator<Cell[]> {
  for (const [index, one] of view.participants.entries()) {
    yield [
      index + 1,
      one.name,
      one.gender === null ? null : texts.genders[one.gender],
      one.enterprise,
      one.regency,
      ...one.marks.map((mark) => texts.marks[mark]),
      one.percentage / 100,
      one.qualified ? texts.qualified : texts.notQualified,
    ];
  }
}
