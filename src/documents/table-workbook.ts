import { tableSheet, workbookFile, type WorkbookFacts } from './workbook-file.js';

export interface TextTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below the last row. */
  readonly note?: string;
}

const narrowest = 8;
const widest = 48;
/** Longer names are refused by spreadsheets, and so are these characters. */
const longestName = 31;
const notInNames = /[*?:\\/[\]]/g;

/**
 * Plain tables as a workbook. Every cell is text, also for who types on in it: no number loses its digits, no name becomes
 * a formula.
 */
export async function renderTables(tables: readonly TextTable[], facts: WorkbookFacts): Promise<Buffer> {
  const sheets = tables.map(({ name, header, rows, note }) =>
    tableSheet({
      name: name.replaceAll(notInNames, ' ').slice(0, longestName),
      columns: header.map((heading, column) => ({
        heading,
        width: widthOf([heading, ...rows.map((row) => row[column] ?? '')]),
        format: '@',
        wraps: true,
      })),
      rows,
      note,
    }),
  );
  return workbookFile(facts, sheets);
}

function widthOf(texts: readonly string[]): number {
  return Math.min(
    widest,
    texts.reduce((longest, { length }) => Math.max(longest, length + 3), narrowest),
  );
}
