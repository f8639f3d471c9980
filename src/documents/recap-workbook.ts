import type { RecapTable, RecapText } from './recap-tables.js';
import type { RecapView } from './recap.view.js';
import { tableSheet, workbookFile, type Cell } from './workbook-file.js';

/** One sheet for each table, numbers as numbers, with both codes of each kabupaten/kota. */
export async function renderRecapWorkbook(
  view: RecapView,
  tables: readonly RecapTable[],
  { text, notice }: { text: RecapText; notice: string },
): Promise<Buffer> {
  const sheets = tables.map(({ id, title, head, columns, rows, total }) => {
    const coded = id === 'regions';
    const codes = coded ? [text('code'), text('bps_code')] : [];
    const cells = (row: (typeof rows)[number]): Cell[] => [
      ...(coded ? [row.code, row.bpsCode] : []),
      row.label,
      ...columns.map((column) => row[column] ?? null),
    ];
    return tableSheet({
      name: title.replaceAll('/', '-'),
      columns: [
        ...codes.map((heading) => ({ heading, width: 16 })),
        { heading: head, width: 34 },
        ...columns.map((column) => ({ heading: text(column), width: 16 })),
      ],
      rows: rows.map(cells),
      total: cells(total),
      notice,
    });
  });
  return workbookFile({ title: text('title'), creator: '', madeAt: view.asOf }, sheets);
}
