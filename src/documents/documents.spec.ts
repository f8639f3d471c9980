import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import ICAL from 'ical.js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { AttendanceReportView } from './attendance-report.view.js';
import { calendar } from './calendar.js';
import { renderCertificate } from './certificate-pdf.js';
import type { CertificateView } from './certificate.view.js';
import { fitText } from './fit-text.js';
import { fonts } from './fonts.js';
import { qrPng } from './qr.js';
import { attendanceCsv } from './report-csv.js';
import { renderAttendanceReport } from './report-pdf.js';
import { renderAttendanceWorkbook } from './report-workbook.js';

const certificate = (name: string): CertificateView => ({
  locale: 'id',
  number: '017/DIKLAT/DISKOPUKM-KS/X/2026',
  office: { parentName: 'PEMERINTAH PROVINSI', name: 'Dinas Koperasi dan UKM', address: 'Banjarbaru' },
  recipient: { name, detail: 'Kue Lam – Kota Banjarmasin' },
  kind: 'Diklat',
  title: 'Strategi Penguatan Koperasi dan UKM',
  batch: 'Angkatan I',
  theme: null,
  partners: 'Dekranas',
  dates: '5 s.d. 7 Oktober 2026',
  place: 'Aula, Kota Banjarbaru',
  lessonHours: 30,
  signedAt: 'Banjarbaru, 8 Oktober 2026',
  signatory: { title: 'Kepala Dinas', name: 'H. Gusti Rahmat', nip: null },
  verificationUrl: 'https://bina.example/sertifikat/abc',
  sessions: [{ title: 'Tata kelola', date: '5 Oktober 2026', lessonHours: 30 }],
  issuedAt: new Date('2026-10-08T00:00:00Z'),
});

const count = (male: number, female: number) => ({ male, female, unknown: 0, total: male + female });

const report: AttendanceReportView = {
  locale: 'id',
  office: { parentName: 'PEMERINTAH PROVINSI', name: 'Dinas Koperasi dan UKM', address: 'Banjarbaru' },
  program: { kind: 'bimtek', title: 'Bimtek Kemasan', theme: null, fiscalYear: 2026, minimumAttendance: 75 },
  batch: 'Angkatan I',
  partners: ['Dekranas'],
  dates: '5 Oktober 2026',
  venue: 'Aula',
  asOf: '5 Oktober 2026, 12.00 WITA',
  asOfInstant: new Date('2026-10-05T04:00:00Z'),
  correction: 1,
  replaces: '4 Oktober 2026, 12.00 WITA',
  totals: {
    registered: count(1, 1),
    confirmed: count(1, 1),
    attended: count(0, 1),
    qualified: count(0, 1),
    neverAttended: count(1, 0),
  },
  sessions: [
    {
      title: '=1+1',
      date: 'Senin',
      time: '08.00',
      lessonHours: 4,
      present: 1,
      late: 0,
      excused: 0,
      sick: 0,
      absent: 1,
      none: 0,
    },
  ],
  regions: [
    {
      code: '63.71',
      kind: 'regency',
      name: 'Kota Banjarmasin',
      registered: 2,
      confirmed: 2,
      attended: 1,
      qualified: 1,
    },
    { code: null, kind: 'unknown', name: '', registered: 0, confirmed: 0, attended: 0, qualified: 0 },
  ],
  groups: [{ kind: 'umkm', registered: 2, confirmed: 2, attended: 1, qualified: 1 }],
  participants: [
    {
      name: '=HYPERLINK("http://evil.example")',
      gender: 'female',
      enterprise: '@SUM(A1)',
      regency: 'Kota Banjarmasin',
      marks: ['present'],
      percentage: 87.5,
      qualified: true,
    },
    {
      name: 'Budi',
      gender: 'male',
      enterprise: null,
      regency: null,
      marks: ['absent'],
      percentage: 0,
      qualified: false,
    },
  ],
};

async function workbook(): Promise<ExcelJS.Workbook> {
  const opened = new ExcelJS.Workbook();
  await opened.xlsx.load((await renderAttendanceWorkbook(report)) as unknown as ArrayBuffer);
  return opened;
}

describe('a certificate', () => {
  it.each(['Siti', `${'W'.repeat(120)}`, 'Budi "Q" \\ ) {{office.name}} <b>', '名前'])(
    'is printed for %s',
    async (name) => {
      const pdf = await renderCertificate(certificate(name));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    },
  );

  it('is the same bytes for the same view, and others for another name', async () => {
    const first = await renderCertificate(certificate('Siti'));
    expect((await renderCertificate(certificate('Siti'))).equals(first)).toBe(true);
    expect((await renderCertificate(certificate('Sita'))).equals(first)).toBe(false);
  });

  it('embeds its fonts and runs nothing', async () => {
    const pdf = (await renderCertificate(certificate('Siti'))).toString('latin1');
    expect(pdf).toContain('/FontFile2');
    expect(pdf).toContain('/ToUnicode');
    expect(pdf).not.toMatch(/\/JavaScript|\/Launch|\/EmbeddedFile/);
  });
});

describe('a name that must fit', () => {
  const room = { width: 600, largest: 30, smallest: 15 };

  it('keeps the largest size while it fits, shrinks, then breaks', () => {
    expect(fitText('Siti', fonts.Serif.bold, room)).toEqual({ lines: ['Siti'], size: 30 });
    const long = fitText('Hj. Noor Aisyah binti H. Muhammad Syarifuddin', fonts.Serif.bold, room);
    expect(long.lines).toHaveLength(1);
    expect(long.size).toBeLessThan(30);
    const word = fitText('W'.repeat(120), fonts.Serif.bold, room);
    expect(word.size).toBe(15);
    expect(word.lines.join('')).toBe('W'.repeat(120));
    expect(word.lines.length).toBeGreaterThan(1);
  });
});

describe('the attendance report', () => {
  it('is the same bytes for the same view as PDF and as workbook', async () => {
    expect((await renderAttendanceReport(report)).equals(await renderAttendanceReport(report))).toBe(true);
    expect((await renderAttendanceWorkbook(report)).equals(await renderAttendanceWorkbook(report))).toBe(true);
  });

  it('has typed cells, a frozen head and filters in the workbook', async () => {
    const people = (await workbook()).getWorksheet('Peserta')!;
    expect(people.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(people.autoFilter).toBeTruthy();
    expect(people.getCell('A2').value).toBe(1);
    expect(people.getCell('G2').value).toBe(0.875);
    expect(people.getCell('G2').numFmt).toBe('0.0%');
  });

  it('never holds a formula, in the workbook or in CSV', async () => {
    const people = (await workbook()).getWorksheet('Peserta')!;
    expect(people.getCell('B2').type).toBe(ExcelJS.ValueType.String);
    expect(people.getCell('B2').value).toBe('=HYPERLINK("http://evil.example")');
    const csv = attendanceCsv(report);
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain(`;"'=HYPERLINK(""http://evil.example"")";P;'@SUM(A1);`);
    expect(csv).toContain(';1. =1+1;');
  });

  it('sums its regions in the workbook', async () => {
    const sheet = (await workbook()).getWorksheet('Per Kabupaten-Kota')!;
    expect((sheet.lastRow!.values as unknown[]).slice(3)).toEqual([2, 2, 1, 1]);
  });
});

describe('a QR code', () => {
  it('reads as its text', async () => {
    const image = PNG.sync.read(await qrPng('AQGQobIAAHAAgAAAAAAAAAAA0123456789abcdefghij'));
    const read = jsQR.default(new Uint8ClampedArray(image.data), image.width, image.height);
    expect(read?.data).toBe('AQGQobIAAHAAgAAAAAAAAAAA0123456789abcdefghij');
  });
});

describe('a calendar', () => {
  it('comes back as it was, whatever the texts hold', () => {
    const event = {
      uid: 'a@bina.example',
      sequence: 3,
      startsAt: new Date('2026-10-05T00:00:00Z'),
      endsAt: new Date('2026-10-05T03:00:00Z'),
      title: 'Kemasan; dan, "foto"\r\nBEGIN:VEVENT',
      location: 'Aula, Banjarbaru',
    };
    const organizer = { name: 'Dinas', email: 'dinas@example.go.id' };
    const file = calendar({ method: 'PUBLISH', organizer, events: [event], stampedAt: event.startsAt });
    const parsed = new ICAL.Component(ICAL.parse(file.toString()) as unknown[]);
    const [only, ...more] = parsed.getAllSubcomponents('vevent');
    expect(more).toEqual([]);
    expect(only!.getFirstPropertyValue('uid')).toBe('a@bina.example');
    expect(only!.getFirstPropertyValue('sequence')).toBe(3);
    expect(String(only!.getFirstPropertyValue('dtstart'))).toBe('2026-10-05T00:00:00Z');
    expect(only!.getFirstPropertyValue('location')).toBe('Aula, Banjarbaru');
  });
});
