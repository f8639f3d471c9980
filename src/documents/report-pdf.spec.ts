import { describe, expect, it } from '@jest/globals';
import { reportParticipant, reportView } from '../../test/factories/report-view.js';
import { atTime } from '../../test/support/at-time.js';
import { pdfPages, pdfSource } from '../../test/support/pdf-text.js';
import type { AttendanceReportView, ReportMark } from './attendance-report.view.js';
import { renderAttendanceReport } from './report-pdf.js';

async function pages(changes: Partial<AttendanceReportView> = {}): Promise<string[]> {
  return pdfPages(await renderAttendanceReport(reportView(changes)));
}

/** The widest view: `people` participants of `count` sessions. */
function manySessions(count: number, people: number): Partial<AttendanceReportView> {
  const [session] = reportView().sessions;
  const marks = Array.from({ length: count }, (): ReportMark => 'present');
  return {
    sessions: Array.from({ length: count }, () => session!),
    participants: Array.from({ length: people }, (_, index) =>
      reportParticipant({ name: `Peserta Contoh ${index + 1}`, marks }),
    ),
  };
}

describe('the attendance report as PDF', () => {
  it('says what it is about, and as of when', async () => {
    const [front = ''] = await pages();
    for (const text of [
      'LAPORAN KEHADIRAN',
      'Bimtek Kemasan',
      'Bimbingan Teknis',
      'Dekranas, Kementerian Koperasi',
      '5 Oktober 2026, 12.00 WITA',
      'Data pribadi – hanya untuk pelaporan dan evaluasi kegiatan ini.',
    ]) {
      expect(front).toContain(text);
    }
    expect(front).not.toContain('menggantikan');
  });

  it('counts in its tables, each with its sum', async () => {
    const tables = (await pages()).slice(0, -1).join('\n').split('\n').join(' ');
    expect(tables).toContain('Terdaftar 1 1 0 2 Diterima 1 1 0 2 Hadir (≥ 1 sesi) 0 1 0 1');
    expect(tables).toContain(
      '63.71 Kota Banjarmasin 2 2 1 1 Luar provinsi 0 0 0 0 Tidak diketahui 0 0 0 0 Jumlah 2 2 1 1',
    );
    expect(tables).toContain('UMKM 2 2 1 1 Koperasi 0 0 0 0 Belum punya usaha 0 0 0 0 Jumlah 2 2 1 1');
    expect(tables).toContain('1 Foto produk Senin, 5 Oktober 2026 08.00–11.00 WITA 1 0 0 0 1 0');
  });

  it('lists each participant with a letter for each session', async () => {
    const list = (await pages()).at(-1)!.split('\n').join(' ');
    expect(list).toContain('No Nama L/P Usaha/Koperasi Kabupaten/Kota 1 % hadir Keterangan');
    expect(list).toContain('1 Siti Aminah P Kue Lam Siti Kota Banjarmasin H 87,5 Memenuhi syarat');
    expect(list).toContain('2 Budi Contoh L A 0');
  });

  it('names a correction and what it replaces', async () => {
    const [front = ''] = await pages({ correction: 2, replaces: '4 Oktober 2026, 12.00 WITA' });
    expect(front).toContain('LAPORAN PERBAIKAN KE-2');
    expect(front).toContain('Laporan ini menggantikan laporan per 4 Oktober 2026, 12.00 WITA.');
  });

  it('speaks English, too', async () => {
    const printed = (await pages({ locale: 'en' })).join('\n');
    expect(printed).toContain('ATTENDANCE REPORT');
    expect(printed).toContain('87.5');
    expect(printed).toContain('Page 1 of');
  });

  it('numbers its pages and repeats the head of the list on each', async () => {
    const printed = await pages(manySessions(6, 120));
    const list = printed.filter((page) => page.includes('Peserta Contoh'));
    expect(list.length).toBeGreaterThan(3);
    for (const page of list) expect(page).toContain('Usaha/Koperasi');
    printed.forEach((page, index) => {
      expect(page).toContain(`Halaman ${index + 1} dari ${printed.length}`);
    });
  });

  it('lists three hundred participants', async () => {
    const printed = (await pages(manySessions(6, 300))).join('\n');
    expect(printed.match(/Peserta Contoh \d+/g)).toHaveLength(300);
    expect(printed.match(/ (?:H ){6}/g)).toHaveLength(300);
  });

  it.each([1, 8, 20, 40])('keeps a list with %i sessions within its margins, and its names whole', async (count) => {
    const pdf = await renderAttendanceReport(reportView(manySessions(count, 1)));
    expect(pdfPages(pdf).at(-1)).toContain('1 Peserta Contoh 1 P Kue Lam Siti');
    const source = pdfSource(pdf);
    const starts = [...source.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ Tm/g)].map(([, x]) => Number(x));
    expect(starts.length).toBeGreaterThan(count);
    expect(Math.max(...starts)).toBeLessThan(842 - 48);
  });

  it('can be made of a batch without sessions and participants', async () => {
    expect((await pages({ sessions: [], participants: [] })).length).toBeGreaterThan(0);
  });

  it('is the same bytes at any time, and does nothing', async () => {
    const first = await atTime('2026-10-05T04:00:00Z', () => renderAttendanceReport(reportView()));
    const later = await atTime('2031-01-01T17:00:00Z', () => renderAttendanceReport(reportView()));
    expect(later.equals(first)).toBe(true);
    expect(pdfSource(first)).not.toMatch(/\/(JavaScript|JS|Launch|URI|EmbeddedFile|OpenAction|AA)\b/);
  });
});
