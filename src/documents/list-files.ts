import { stringify } from 'csv-stringify/sync';
import type ExcelJS from 'exceljs';
import { byteOrderMark, neutral } from './report-csv.js';
import { cell } from './workbook-file.js';
import { withFixedTimes } from './zip-times.js';

/** A plain list to take away. */
export interface ListView {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below the last row: who took it away, and when. */
  readonly footer: string;
  readonly madeAt: Date;
}

const widest = 48;

/** One sheet with a frozen head and filters; every cell is text, so that numbers of registration stay as they are. */
export async function renderListWorkbook({ title, columns, rows, footer, madeAt }: ListView): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.title = title;
  workbook.created = madeAt;
  workbook.modified = madeAt;
  const sheet = workbook.addWorksheet(title.replaceAll(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = columns.map((header, index) => ({
    header: cell(header) as string,
    width: Math.min(widest, Math.max(header.length, ...rows.map((row) => (row[index] ?? '').length)) + 3),
    style: { numFmt: '@' },
  }));
  headRow(sheet.getRow(1));
  for (const row of rows) sheet.addRow(row.map(cell));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
  sheet.addRow([]);
  sheet.addRow([cell(footer)]).font = { italic: true };
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()), madeAt);
}

function headRow(row: ExcelJS.Row): void {
  row.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  row.eachCell((one) => {
    one.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } };
    one.alignment = { vertical: 'middle', wrapText: true };
  });
}

/** For Indonesian Excel: UTF-8 with a byte order mark, semicolons, CRLF. */
export function listCsv({ columns, rows, footer }: ListView): string {
  const lines = [columns, ...rows.map((row) => row.map(neutral)), [], [neutral(footer)]];
  return (
    byteOrderMark +
    stringify(
      lines.map((line) => [...line]),
      { delimiter: ';', record_delimiter: 'windows' },
    )
  );
}
