import { stringify } from 'csv-stringify/sync';
import { byteOrderMark, neutral } from './report-csv.js';
import { tableSheet, workbookFile, type Cell, type Row, type Sheet } from './workbook-file.js';

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

const order = ['number', 'question', 'answer', 'count', 'share', 'average'] as const;

/** Summary and texts on a sheet each; strings stay strings, whatever they begin with. Same view, same bytes. */
export async function renderSurveyWorkbook(view: SurveyFileView): Promise<Buffer> {
  const { title, office: creator, asOf: madeAt } = view;
  return workbookFile({ title, creator, madeAt }, [summary(view), texts(view)]);
}

const plain = (...cells: Cell[]): Row => ({ cells, look: null });

function summary({ title, facts, sheets, columns, lines }: SurveyFileView): Sheet {
  return {
    name: sheets.summary,
    columns: [
      { width: 22 },
      { width: 60 },
      { width: 40 },
      { width: 12 },
      { width: 12, format: '0.0%' },
      { width: 12, format: '0.00' },
    ],
    isTable: false,
    rows: [
      { cells: [title], look: 'title' },
      ...facts.map(([label, value]) => plain(label, value)),
      plain(),
      { cells: order.map((column) => columns[column]), look: 'head' },
      ...lines.map((line) => plain(...order.map((column) => line[column]))),
    ],
  };
}

function texts({ sheets, columns, texts: given }: SurveyFileView): Sheet {
  return tableSheet({
    name: sheets.texts,
    columns: [
      { heading: columns.number, width: 8 },
      { heading: columns.question, width: 50, wraps: true },
      { heading: columns.answer, width: 90, wraps: true },
    ],
    rows: given.map(({ number, question, answer }) => [number, question, answer]),
  });
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
