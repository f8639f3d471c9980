import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { reportParticipant, reportView } from '../../test/factories/report-view.js';
import type { AttendanceReportView } from './attendance-report.view.js';
import { renderAttendanceWorkbook } from './report-workbook.js';

async function sheet(name: string, changes: Partial<AttendanceReportView> = {}): Promise<ExcelJS.Worksheet> {
  const opened = new ExcelJS.Workbook();
  await opened.xlsx.load((await renderAttendanceWorkbook(reportView(changes))) as unknown as ArrayBuffer);
  return opened.getWorksheet(name)!;
}

describe('the attendance report as a workbook', () => {
  it('has four sheets in the words of its language', async () => {
    const names = async (locale: 'id' | 'en') =>
      (await sheet(locale === 'id' ? 'Ringkasan' : 'Summary', { locale })).workbook.worksheets.map(({ name }) => name);
    expect(await names('id')).toEqual(['Ringkasan', 'Per Kabupaten-Kota', 'Per Sesi', 'Peserta']);
    expect(await names('en')).toEqual(['Summary', 'By Regency-City', 'By Session', 'Participants']);
  });

  it.each(['Per Kabupaten-Kota', 'Per Sesi', 'Peserta'])('freezes and filters the head of %s', async (name) => {
    const opened = await sheet(name);
    expect(opened.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(opened.autoFilter).toBeTruthy();
    expect(opened.getRow(1).font.bold).toBe(true);
    expect(opened.headerFooter.oddFooter).toContain('Data pribadi');
  });

  it('holds numbers, percentages and days as such', async () => {
    const people = await sheet('Peserta');
    expect(people.getCell('A2').value).toBe(1);
    expect(people.getCell('G2').value).toBe(0.875);
    expect(people.getCell('G2').numFmt).toBe('0.0%');
    const sessions = await sheet('Per Sesi');
    expect(sessions.getCell('B2').value).toEqual(new Date('2026-10-05T00:00:00Z'));
    expect(sessions.getCell('B2').numFmt).toContain('mmmm');
    expect(sessions.getCell('D2').value).toBe(4);
  });

  it.each(['=HYPERLINK("http://evil.example")', '+62 812', '-1+1', '@SUM(A1)'])('keeps %s a text', async (name) => {
    const people = await sheet('Peserta', { participants: [reportParticipant({ name, enterprise: name })] });
    for (const address of ['B2', 'D2']) {
      expect(people.getCell(address).type).toBe(ExcelJS.ValueType.String);
      expect(people.getCell(address).value).toBe(name);
    }
  });

  it('takes out what XML cannot hold, so that the file opens', async () => {
    const people = await sheet('Peserta', {
      participants: [reportParticipant({ name: '\t=1+1\r\u0000\u001f\ud800\uffff <&>' })],
    });
    expect(people.getCell('B2').value).toBe('=1+1 <&>');
    expect(people.getCell('B2').type).toBe(ExcelJS.ValueType.String);
  });

  it('sums its regions', async () => {
    const { lastRow } = await sheet('Per Kabupaten-Kota');
    expect((lastRow!.values as unknown[]).slice(2)).toEqual(['Jumlah', 2, 2, 1, 1]);
  });

  it('names a correction and what it replaces', async () => {
    const summary = await sheet('Ringkasan', { correction: 1, replaces: '4 Oktober 2026' });
    const texts = summary.getColumn(1).values;
    expect(texts[1]).toBe('LAPORAN PERBAIKAN KE-1');
    expect(texts).toContain('Laporan ini menggantikan laporan per 4 Oktober 2026.');
  });

  it('tells the time of the report and not of its making, and is the same bytes each time', async () => {
    const view = reportView({ asOfInstant: new Date('2026-10-07T05:06:08Z') });
    const [first, again] = [await renderAttendanceWorkbook(view), await renderAttendanceWorkbook(view)];
    expect(again.equals(first)).toBe(true);
    const opened = new ExcelJS.Workbook();
    await opened.xlsx.load(first as unknown as ArrayBuffer);
    expect([opened.created, opened.modified]).toEqual([view.asOfInstant, view.asOfInstant]);
    expect(first.readUInt16LE(10)).toBe((5 << 11) | (6 << 5) | 4);
    expect(first.readUInt16LE(12)).toBe((46 << 9) | (10 << 5) | 7);
  });

  it('goes on with the next when one can’t be written', async () => {
    const broken = reportView({ participants: [reportParticipant({ name: (() => '') as unknown as string })] });
    const [failed, whole] = await Promise.allSettled([
      renderAttendanceWorkbook(broken),
      renderAttendanceWorkbook(reportView()),
    ]);
    expect([failed.status, whole.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('has every row of a long list, in order', async () => {
    const participants = Array.from({ length: 250 }, (_, index) => reportParticipant({ name: `Peserta ${index}` }));
    const people = await sheet('Peserta', { participants });
    const names = (people.getColumn(2).values as string[]).slice(2);
    expect(names).toEqual(participants.map(({ name }) => name));
    expect(people.autoFilter).toBe('A1:H251');
  });
});
