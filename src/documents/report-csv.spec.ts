import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { reportParticipant, reportView } from '../../test/factories/report-view.js';
import type { AttendanceReportView } from './attendance-report.view.js';
import { attendanceCsv } from './report-csv.js';

function rows(changes: Partial<AttendanceReportView> = {}): string[][] {
  return parse(attendanceCsv(reportView(changes)), { bom: true, delimiter: ';', record_delimiter: '\r\n' });
}

describe('the attendance report as CSV', () => {
  it('opens in Indonesian Excel: byte order mark, semicolons, CRLF, decimal comma', () => {
    expect(attendanceCsv(reportView())).toBe(
      '\ufeffNo;Nama;L/P;Usaha/Koperasi;Kabupaten/Kota;1. Foto produk;% hadir;Keterangan\r\n' +
        '1;Siti Aminah;P;Kue Lam Siti;Kota Banjarmasin;Hadir;87,5;Memenuhi syarat\r\n' +
        '2;Budi Contoh;L;;;Tanpa keterangan;0;Belum memenuhi syarat\r\n',
    );
  });

  it.each(['=HYPERLINK("http://evil.example";"x")', '+62 812', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
    'puts an apostrophe before %j',
    (text) => {
      const participant = reportParticipant({ name: text, enterprise: text, regency: text });
      const [, row = []] = rows({ participants: [participant] });
      for (const column of [1, 3, 4]) expect(row[column]).toBe(`'${text}`);
    },
  );

  it('keeps semicolons, quotes and line feeds within their cell', () => {
    const name = 'Siti; "Q"\nAminah';
    expect(rows({ participants: [reportParticipant({ name })] })[1]?.[1]).toBe(name);
  });
});
