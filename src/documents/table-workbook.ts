import { cell } from './workbook-file.js';

export interface TableSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const narrowest = 8;
const widest = 44;

/**
 * Plain tables as a workbook, the head of each frozen. Every cell is text, also for who types on in it: no number loses
 * its digits, no name becomes a formula.
 */
export async function renderTables(sheets: readonly TableSheet[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  for (const { name, header, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = header.map((heading, column) => ({
      width: widthOf([heading, ...rows.map((row) => row[column] ?? '')]),
      style: { numFmt: '@' },
    }));
    const head = sheet.addRow(header.map(cell));
    head.font = { bold: true };
    for (const row of rows) sheet.addRow(row.map(cell)).alignment = { vertical: 'top', wrapText: true };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function widthOf(texts: readonly string[]): number {
  return Math.min(widest, Math.max(narrowest, ...texts.map(({ length }) => length + 2)));
}
