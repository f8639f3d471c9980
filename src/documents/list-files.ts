import { stringify } from 'csv-stringify/sync';
import { byteOrderMark, neutral } from './report-csv.js';
import { renderTables } from './table-workbook.js';

/** A plain list to take away. */
export interface ListView {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below the last row: who took it away, and when. */
  readonly footer: string;
  readonly madeAt: Date;
}

/** One sheet of texts, so that numbers of registration stay as they are. The same list gives the same bytes. */
export async function renderListWorkbook({ title, columns, rows, footer, madeAt }: ListView): Promise<Buffer> {
  return renderTables([{ name: title, header: columns, rows, note: footer }], { title, creator: '', madeAt });
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
