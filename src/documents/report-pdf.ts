import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js';
import type { AttendanceReportView } from './attendance-report.view.js';
import { renderPdf } from './pdf.js';
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

const green = '#0d5c4a';

/** A4; the list of participants on landscape pages with its head repeated. The same view gives the same bytes. */
export function renderAttendanceReport(view: AttendanceReportView): Promise<Buffer> {
  const texts = reportTexts[view.locale];
  const content = [
    letterhead(view),
    head(view, texts),
    totals(view, texts),
    regions(view, texts),
    groups(view, texts),
    sessions(view, texts),
    participants(view, texts),
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

function letterhead(view: AttendanceReportView): Content[] {
  const { office } = view;
  return [
    { text: office.parentName, alignment: 'center', fontSize: 10, characterSpacing: 0.5 },
    { text: office.name.toUpperCase(), alignment: 'center', fontSize: 13, bold: true, color: green },
    { text: office.address, alignment: 'center', style: 'quiet', margin: [0, 0, 0, 5] },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 1.4, lineColor: green },
        { type: 'line', x1: 0, y1: 3, x2: 499, y2: 3, lineWidth: 0.5, lineColor: '#b08a3e' },
      ],
    },
    { text: reportTitle(view), alignment: 'center', fontSize: 15, bold: true, margin: [0, 14, 0, 10] },
  ];
}

function head(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const lines = headLines(view).map(([label, value]): TableCell[] => [{ text: label, color: '#55635d' }, ':', value]);
  const replaced: Content[] =
    view.replaces === null
      ? []
      : [{ text: texts.replaces.replace('{date}', view.replaces), italics: true, margin: [0, 6, 0, 0] }];
  return [{ layout: 'noBorders', table: { widths: [88, 4, '*'], body: lines } }, ...replaced];
}

function section(text: string): Content {
  return { text, style: 'section', headlineLevel: 1 };
}

function number(value: number, bold = false): TableCell {
  return { text: String(value), alignment: 'right', bold };
}

/** The first `texts` columns are left-aligned words, the others numbers. */
function table(
  widths: ContentTable['table']['widths'],
  headings: readonly string[],
  rows: TableCell[][],
  textColumns = 1,
): Content {
  const headRow = headings.map((text, column): TableCell => ({
    text,
    style: 'head',
    alignment: column < textColumns ? 'left' : 'right',
  }));
  return {
    layout: 'lightHorizontalLines',
    fontSize: 9,
    table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [headRow, ...rows] },
  };
}

function totals({ totals: counts }: AttendanceReportView, texts: ReportTexts): Content[] {
  const { item, male, female, unknown, total } = texts.columns;
  const rows = totalRows.map((row): TableCell[] => {
    const count = counts[row];
    return [
      texts.rows[row],
      number(count.male),
      number(count.female),
      number(count.unknown),
      number(count.total, true),
    ];
  });
  return [section(texts.totals), table(['*', 50, 50, 86, 56], [item, male, female, unknown, total], rows)];
}

function regions(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const rows = view.regions.map((region): TableCell[] => [
    region.code ?? '',
    regionName(region, texts),
    ...groupColumns.map((column) => number(region[column])),
  ]);
  const sums = columnSums(view.regions, groupColumns).map((sum) => number(sum, true));
  rows.push(['', { text: texts.columns.total, bold: true }, ...sums]);
  const headings = [texts.columns.code, texts.columns.region, ...groupColumns.map((column) => texts.rows[column])];
  return [section(texts.byRegion), table([38, '*', 54, 50, 66, 80], headings, rows, 2)];
}

function groups(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const rows = view.groups.map((group): TableCell[] => [
    texts.groups[group.kind],
    ...groupColumns.map((column) => number(group[column])),
  ]);
  rows.push([
    { text: texts.columns.total, bold: true },
    ...columnSums(view.groups, groupColumns).map((sum) => number(sum, true)),
  ]);
  const headings = [texts.columns.group, ...groupColumns.map((column) => texts.rows[column])];
  return [section(texts.byGroup), table(['*', 60, 56, 72, 86], headings, rows)];
}

function sessions(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const { session, date } = texts.columns;
  const rows = view.sessions.map((one): TableCell[] => [
    one.title,
    { stack: [one.date, { text: one.time, style: 'quiet' }] },
    ...markColumns.map((mark) => number(one[mark])),
  ]);
  const headings = [session, date, ...markColumns.map((mark) => texts.marks[mark])];
  return [section(texts.bySession), table(['*', 104, 34, 46, 26, 28, 60, 46], headings, rows, 2)];
}

function participants(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const { no, name, gender, enterprise, region, percentage, remark } = texts.columns;
  const rows = view.participants.map((one, index): TableCell[] => [
    number(index + 1),
    one.name,
    one.gender === null ? '' : texts.genders[one.gender],
    one.enterprise ?? '',
    one.regency ?? '',
    { text: one.marks.map((mark) => texts.letters[mark]).join(' '), noWrap: true },
    number(one.percentage),
    one.qualified ? texts.qualified : '',
  ]);
  const marksWidth = Math.max(30, view.sessions.length * 11);
  const headings = [no, name, gender, enterprise, region, '', percentage, remark];
  return [
    { text: texts.participants, style: 'section', pageBreak: 'before', pageOrientation: 'landscape' },
    { text: texts.legend, style: 'quiet', margin: [0, 0, 0, 5] },
    table([24, '*', 26, 170, 118, marksWidth, 44, 74], headings, rows, 6),
  ];
}
