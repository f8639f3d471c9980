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
import { tableSheet, workbookFile, type Cell, type Row, type Sheet } from './workbook-file.js';

/**
 * The report as a workbook: summary, regions, sessions, participants. Numbers are numbers, days are days, percentages are
 * fractions shown as percent; heads are frozen and filtered. The same view gives the same bytes.
 */
export async function renderAttendanceWorkbook(view: AttendanceReportView): Promise<Buffer> {
  const texts = reportTexts[view.locale];
  const title = `${reportTitle(view)} – ${view.program.title}`;
  const sheets = [summary(view, texts), regions(view, texts), sessions(view, texts), participants(view, texts)];
  return workbookFile({ title, creator: view.office.name, madeAt: view.asOfInstant }, sheets);
}

const plain = (...cells: Cell[]): Row => ({ cells, look: null });

function summary(view: AttendanceReportView, texts: ReportTexts): Sheet {
  const { item, male, female, unknown, total } = texts.columns;
  return {
    name: texts.sheets.summary,
    columns: [32, 16, 16, 18, 14].map((width) => ({ width })),
    isTable: false,
    rows: [
      { cells: [reportTitle(view)], look: 'title' },
      ...headLines(view).map(([label, value]) => plain(label, value)),
      ...(view.replaces === null ? [] : [plain(texts.replaces.replace('{date}', view.replaces))]),
      plain(),
      { cells: [item, male, female, unknown, total], look: 'head' },
      ...totalRows.map((row) => {
        const count = view.totals[row];
        return plain(texts.rows[row], count.male, count.female, count.unknown, count.total);
      }),
      plain(),
      { cells: [texts.columns.group, ...groupColumns.map((column) => texts.rows[column])], look: 'head' },
      ...view.groups.map((group) => plain(texts.groups[group.kind], ...groupColumns.map((column) => group[column]))),
      plain(),
      { cells: [texts.notice], look: 'note' },
    ],
  };
}

function regions(view: AttendanceReportView, texts: ReportTexts): Sheet {
  return tableSheet({
    name: texts.sheets.regions,
    columns: [
      { heading: texts.columns.code, width: 10 },
      { heading: texts.columns.region, width: 34 },
      ...groupColumns.map((column) => ({ heading: texts.rows[column], width: 18 })),
    ],
    rows: view.regions.map((region) => [
      region.code,
      regionName(region, texts),
      ...groupColumns.map((column) => region[column]),
    ]),
    total: [null, texts.columns.total, ...columnSums(view.regions, groupColumns)],
    notice: texts.notice,
  });
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

function sessions(view: AttendanceReportView, texts: ReportTexts): Sheet {
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
  return tableSheet({ name: texts.sheets.sessions, columns, rows, notice: texts.notice });
}

function participants(view: AttendanceReportView, texts: ReportTexts): Sheet {
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
  return tableSheet({ name: texts.sheets.participants, columns, rows, notice: texts.notice });
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
