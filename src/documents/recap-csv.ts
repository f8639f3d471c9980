import { stringify } from 'csv-stringify/sync';
import { recapColumns, type RecapTable, type RecapText } from './recap-tables.js';
import type { RecapView } from './recap.view.js';

const byteOrderMark = '\ufeff';
const format = { delimiter: ';', record_delimiter: 'windows' } as const;

/** All tables beneath one another for Indonesian Excel: UTF-8 with a byte order mark, semicolons, CRLF. */
export function recapCsv(tables: readonly RecapTable[], text: RecapText): string {
  const head = [text('part'), text('code'), text('bps_code'), text('item'), ...recapColumns.map((one) => text(one))];
  const rows = tables.flatMap(({ title, columns, rows: own, total }) =>
    [...own, total].map((row) => [
      title,
      row.code ?? '',
      row.bpsCode ?? '',
      row.label,
      ...recapColumns.map((column) => (columns.includes(column) ? String(row[column] ?? '') : '')),
    ]),
  );
  return byteOrderMark + stringify([head, ...rows], format);
}

/** As the ministry's training portal takes it: one line for each BPS code, kind of program and fiscal year. */
export function realisationCsv({ realisation }: RecapView): string {
  const head = ['id_wilayah', 'kode_kemendagri', 'id_jenis_diklat', 'tahun', 'jumlah_peserta', 'jumlah_kegiatan'];
  const rows = realisation.map(({ code, bpsCode, region, kind, fiscalYear, participants, batches }) => [
    bpsCode ?? (region === 'outside' ? 'luar' : 'tidak_diketahui'),
    code ?? '',
    kind,
    String(fiscalYear),
    String(participants),
    String(batches),
  ]);
  return byteOrderMark + stringify([head, ...rows], format);
}
