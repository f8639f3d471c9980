import { tableSheet, type Cell } from './report-workbook.js';
import type { RecapTable, RecapText } from './recap-tables.js';
import type { RecapView } from './recap.view.js';
import { withFixedTimes } from './zip-times.js';

/** One sheet for each table, numbers as numbers, with both codes of each kabupaten/kota. */
export async function renderRecapWorkbook(
  view: RecapView,
  tables: readonly RecapTable[],
  { text, notice }: { text: RecapText; notice: string },
): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.created = view.asOf;
  workbook.modified = view.asOf;
  workbook.title = text('title');
  for (const { id, title, head, columns, rows, total } of tables) {
    const coded = id === 'regions';
    const codes = coded ? [text('code'), text('bps_code')] : [];
    const sheetColumns = [
      ...codes.map((heading) => ({ heading, width: 16 })),
      { heading: head, width: 34 },
      ...columns.map((column) => ({ heading: text(column), width: 16 })),
    ];
    const cells = (row: (typeof rows)[number]): Cell[] => [
      ...(coded ? [row.code, row.bpsCode] : []),
      row.label,
      ...columns.map((column) => row[column] ?? null),
    ];
    const sheet = tableSheet(workbook, title.replaceAll('/', '-'), sheetColumns, rows.map(cells), notice);
    sheet.addRow(cells(total)).font = { bold: true };
  }
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()), view.asOf);
}
