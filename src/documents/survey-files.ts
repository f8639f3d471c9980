import { stringify } from 'csv-stringify/sync';
import { neutral } from './report-csv.js';
import { withFixedTimes } from './zip-times.js';

/** One line of a survey's results: how often an option was chosen, the average of a scale, or one text. */
export interface SurveyLine {
  /** Of the question, from 1. */
  readonly number: number;
  readonly question: string;
  readonly answer: string;
  /** Null for a text and for an average. */
  readonly count: number | null;
  /** Of those who answered the question, 0 to 1. */
  readonly share: number | null;
  /** On the line of a scale's average alone. */
  readonly average: number | null;
}

export interface SurveyFileView {
  readonly title: string;
  readonly office: string;
  readonly asOf: Date;
  /** What stands above the table: label and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly sheets: { readonly summary: string; readonly texts: string };
  readonly columns: Readonly<Record<keyof SurveyLine, string>>;
  readonly lines: readonly SurveyLine[];
  readonly texts: readonly SurveyLine[];
}

const byteOrderMark = '\ufeff';
const order = ['number', 'question', 'answer', 'count', 'share', 'average'] as const;

/** Control characters, halves of surrogate pairs and noncharacters but the line break, none of which XML may hold. */
const unprintable = /(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function cell(value: string | number | null): string | number | null {
  return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

/** Summary and texts on a sheet each; strings stay strings, whatever they begin with. Same view, same bytes. */
export async function renderSurveyWorkbook(view: SurveyFileView): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.creator = view.office;
  workbook.created = view.asOf;
  workbook.modified = view.asOf;
  workbook.title = view.title;
  const summary = workbook.addWorksheet(view.sheets.summary);
  summary.columns = [{ width: 22 }, { width: 60 }, { width: 40 }, { width: 12 }, { width: 12 }, { width: 12 }];
  summary.addRow([cell(view.title)]).font = { bold: true, size: 14 };
  for (const [label, value] of view.facts) summary.addRow([cell(label), cell(value)]);
  summary.addRow([]);
  summary.addRow(order.map((column) => cell(view.columns[column]))).font = { bold: true };
  for (const line of view.lines) {
    const row = summary.addRow(order.map((column) => cell(line[column])));
    row.getCell(order.indexOf('share') + 1).numFmt = '0.0%';
    row.getCell(order.indexOf('average') + 1).numFmt = '0.00';
  }
  const texts = workbook.addWorksheet(view.sheets.texts, { views: [{ state: 'frozen', ySplit: 1 }] });
  texts.columns = [{ width: 8 }, { width: 50 }, { width: 90 }];
  const own = order.slice(0, 3);
  texts.addRow(own.map((column) => cell(view.columns[column]))).font = { bold: true };
  for (const line of view.texts) texts.addRow(own.map((column) => cell(line[column]))).alignment = { wrapText: true };
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()), view.asOf);
}

function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}

/** For Indonesian Excel: UTF-8 with a byte order mark, semicolons, CRLF, decimal commas; formulas are made harmless. */
export function surveyCsv(view: SurveyFileView): string {
  const rows = [...view.lines, ...view.texts].map(({ number, question, answer, count, share, average }) => [
    String(number),
    neutral(question),
    neutral(answer),
    count === null ? '' : String(count),
    share === null ? '' : `${decimal(share * 100, 1)}%`,
    average === null ? '' : decimal(average, 2),
  ]);
  const head = order.map((column) => view.columns[column]);
  return byteOrderMark + stringify([head, ...rows], { delimiter: ';', record_delimiter: 'windows' });
}
