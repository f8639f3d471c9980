import type ExcelJS from 'exceljs';
import { Writable } from 'node:stream';
import { Breather } from '../kernel/breather.js';
import { withFixedTimes } from './zip-times.js';

export type Cell = string | number | Date | null;

/** Control characters, halves of surrogate pairs and noncharacters, none of which XML may hold. */
const unprintable = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Strings stay strings, whatever they begin with: a name is never a formula. */
export function cell(value: Cell): Cell {
  return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

export interface WorkbookFacts {
  readonly title: string;
  readonly creator?: string;
  /** Takes the place of the clock: the same contents give the same bytes. */
  readonly madeAt: Date;
}

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

/**
 * A workbook that is written row by row: a row that is committed is compressed and gone, so that memory holds no more of
 * it than the file.
 */
export async function workbookFile(
  { title, creator, madeAt }: WorkbookFacts,
  fill: (workbook: Workbook) => Promise<void>,
): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const parts: Buffer[] = [];
  const stream = new Writable({
    write: (part: Buffer, _, written) => {
      parts.push(part);
      written();
    },
  });
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  Object.assign(workbook, {
    title,
    creator: creator ?? '',
    lastModifiedBy: creator ?? '',
    created: madeAt,
    modified: madeAt,
  });
  await fill(workbook);
  await workbook.commit();
  return withFixedTimes(Buffer.concat(parts), madeAt);
}

/** White on green, for the head of a table. */
export function headRow(row: ExcelJS.Row): void {
  row.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  row.eachCell((one) => {
    one.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } };
    one.alignment = { vertical: 'middle', wrapText: true };
  });
}

/** Rows that are not a table; each is told how it looks before it is gone. */
export function addRows(
  sheet: ExcelJS.Worksheet,
  rows: readonly (readonly Cell[])[],
  look?: Partial<ExcelJS.Font>,
): void {
  for (const cells of rows) {
    const row = sheet.addRow(cells.map(cell));
    if (look !== undefined) row.font = look;
    row.commit();
  }
}

export interface Column {
  readonly heading: string;
  readonly width: number;
  readonly format?: string;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Below the rows, outside the filter. */
  readonly total?: readonly Cell[];
  /** At the foot of each printed page. */
  readonly notice: string;
}

/** A sheet that is one table: frozen head, filters. Others have their turn while it is written. */
export async function tableSheet(workbook: Workbook, { name, columns, rows, total, notice }: Table): Promise<void> {
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
  const length = await writeRows(sheet, columns, rows);
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: length + 1, column: columns.length } };
  if (total !== undefined) addRows(sheet, [total], { bold: true });
  sheet.commit();
}

/** The cells of a column share one style, which the library looks up once; a style for each takes half of the time. */
async function writeRows(sheet: ExcelJS.Worksheet, columns: readonly Column[], rows: Table['rows']): Promise<number> {
  const styles = columns.map(({ format }) => (format === undefined ? {} : { numFmt: format }));
  const breather = new Breather();
  let length = 0;
  for (const cells of rows) {
    const row = sheet.addRow(cells.map(cell));
    row.eachCell((one, column) => {
      one.style = styles[column - 1] ?? {};
    });
    row.commit();
    length += 1;
    await breather.rest();
  }
  return length;
}
