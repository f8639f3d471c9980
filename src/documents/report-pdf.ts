import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { AttendanceReportView } from './attendance-report.view.js';
import { green, letterhead } from './letterhead.js';
import { renderPdf } from './pdf.js';
import { participantList } from './report-pdf-participants.js';
import { number, table, underHeading, type Column } from './report-pdf-table.js';
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

const textWidth = 499;

/** A4; the list of participants on landscape pages with its head repeated. The same view gives the same bytes. */
export function renderAttendanceReport(view: AttendanceReportView): Promise<Buffer> {
  const texts = reportTexts[view.locale];
  const content = [
    letterhead(view.office, reportTitle(view), textWidth),
    head(view, texts),
    totals(view, texts),
    regions(view, texts),
    groups(view, texts),
    sessions(view, texts),
    participantList(view, texts),
  ].flat();
  const facts = {
    title: `${reportTitle(view)} – ${view.program.title}`,
    author: view.office.name,
    locale: view.locale,
    madeAt: view.asOfInstant,
  };
  return renderPdf({ pageMargins: [48, 44, 48, 52], styles, content, footer: footer(texts) }, facts);
}

const styles = {
  section: { fontSize: 12, bold: true, color: green, margin: [0, 14, 0, 5] as [number, number, number, number] },
  head: { bold: true, color: '#ffffff', fillColor: green },
  quiet: { fontSize: 8.5, color: '#55635d' },
};

function footer(texts: ReportTexts) {
  return (page: number, pages: number): Content => ({
    margin: [48, 16, 48, 0],
    fontSize: 8,
    color: '#55635d',
    columns: [
      { text: texts.notice },
      {
        width: 110,
        alignment: 'right',
        text: texts.page.replace('{page}', String(page)).replace('{pages}', String(pages)),
      },
    ],
  });
}

function head(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const lines = headLines(view).map(([label, value]): TableCell[] => [{ text: label, color: '#55635d' }, ':', value]);
  const replaced: Content[] =
    view.replaces === null
      ? []
      : [{ text: texts.replaces.replace('{date}', view.replaces), italics: true, margin: [0, 6, 0, 0] }];
  return [{ layout: 'facts', table: { widths: [88, 4, '*'], body: lines } }, ...replaced];
}

function counts(texts: ReportTexts): Column[] {
  return groupColumns.map((column) => ({ heading: texts.rows[column], width: 68, align: 'right' }));
}

function totals(view: AttendanceReportView, texts: ReportTexts): Content {
  const { item, male, female, unknown, total } = texts.columns;
  const genders = [male, female, unknown].map((heading): Column => ({ heading, width: 68, align: 'right' }));
  const columns: Column[] = [{ heading: item, width: '*' }, ...genders, { heading: total, width: 68, align: 'right' }];
  const rows = totalRows.map((row): TableCell[] => {
    const count = view.totals[row];
    return [
      texts.rows[row],
      number(count.male),
      number(count.female),
      number(count.unknown),
      number(count.total, true),
    ];
  });
  return underHeading(texts.totals, table(columns, rows));
}

function regions(view: AttendanceReportView, texts: ReportTexts): Content {
  const { code, region, total } = texts.columns;
  const columns: Column[] = [{ heading: code, width: 34 }, { heading: region, width: '*' }, ...counts(texts)];
  const rows = view.regions.map((one): TableCell[] => [
    one.code ?? '',
    regionName(one, texts),
    ...groupColumns.map((column) => number(one[column])),
  ]);
  const sums = columnSums(view.regions, groupColumns).map((sum) => number(sum, true));
  return underHeading(texts.byRegion, table(columns, [...rows, ['', { text: total, bold: true }, ...sums]]));
}

function groups(view: AttendanceReportView, texts: ReportTexts): Content {
  const { group, total } = texts.columns;
  const columns: Column[] = [{ heading: group, width: '*' }, ...counts(texts)];
  const rows = view.groups.map((one): TableCell[] => [
    texts.groups[one.kind],
    ...groupColumns.map((column) => number(one[column])),
  ]);
  const sums = columnSums(view.groups, groupColumns).map((sum) => number(sum, true));
  return underHeading(texts.byGroup, table(columns, [...rows, [{ text: total, bold: true }, ...sums]]));
}

const markWidths = { present: 30, late: 42, excused: 34, sick: 26, absent: 52, none: 40 };

/** At most, but for the longest titles. */
const linesOfASession = 4;

function sessions(view: AttendanceReportView, texts: ReportTexts): Content {
  const { no, session, date } = texts.columns;
  const columns: Column[] = [
    { heading: no, width: 14, align: 'right' },
    { heading: session, width: '*' },
    { heading: date, width: 94 },
    ...markColumns.map((mark): Column => ({ heading: texts.marks[mark], width: markWidths[mark], align: 'right' })),
  ];
  const rows = view.sessions.map((one, index): TableCell[] => [
    number(index + 1),
    one.title,
    { stack: [one.date, { text: one.time, style: 'quiet' }] },
    ...markColumns.map((mark) => number(one[mark])),
  ]);
  return underHeading(texts.bySession, table(columns, rows, 'dense'), linesOfASession);
}
