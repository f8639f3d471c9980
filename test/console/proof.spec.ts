import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { updateRows } from '../../src/database/rows.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { AttendanceReport } from '../../src/reports/attendance-report.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

describe('certificates, reports and messages in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    const { officeId } = browser.member;
    const partners = [await aPartner(app.database, { officeId }), await aPartner(app.database, { officeId })];
    const program = await aProgram(app.database, { officeId, partnerIds: partners.map(({ id }) => id) });
    batch = await aBatch(app.database, { program });
    const session = await aSession(app.database, batch);
    for (const [name, status] of [
      ['Hadir Selalu', 'present'],
      ['Sakit Sekali', 'sick'],
    ] as const) {
      number += 1;
      const { id } = await aRegistration(app, batch, number, { participant: { name } });
      await app.app.get(MarkAttendance).run(browser.member.actor, session.id, id, { status });
    }
  });

  const path = (tab: string) => `/console/angkatan/${batch.id}/${tab}`;
  const ticked = (text: string) =>
    [...text.matchAll(/name="partnerIds" value="([\da-f-]+)"/g)].map(([, id]) => id ?? '');

  it('say who qualifies and who does not and why, issue, open and revoke', async () => {
    const before = await browser.get(path('sertifikat'));
    expect(before.text).toContain('1 peserta memenuhi syarat');
    expect(before.text).toMatch(
      /Sakit Sekali<[\s\S]*?Hadir 0 JP dari 3 JP [^<]*· 0 %<[\s\S]*?Kehadiran kurang dari syarat/,
    );
    expect((await browser.post(path('sertifikat'))).headers.location).toContain('done=issuing.issued');
    const after = await browser.get(path('sertifikat'));
    expect(after.text).toContain('Tidak ada peserta yang menunggu sertifikat.');
    const pdfPath = /href="(\/console\/sertifikat\/[\da-f-]+\/pdf)"/.exec(after.text)?.[1] ?? '';
    const pdf = await browser.get(pdfPath);
    expect([pdf.status, pdf.headers['content-type'], String(pdf.body).slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    const revokePath = /href="([^"]+\/cabut)"/.exec(after.text)?.[1] ?? '';
    expect((await browser.get(revokePath)).text).toContain('Hadir Selalu');
    expect((await browser.post(revokePath, { reason: '' })).status).toBe(422);
    expect((await browser.post(revokePath, { reason: 'Salah orang' })).status).toBe(303);
    const revoked = await browser.get(path('sertifikat'));
    expect(revoked.text).toContain('Salah orang');
    expect(revoked.text).toContain('Sertifikatnya dicabut dan tidak diterbitkan lagi');
    expect((await browser.get(pdfPath)).status).toBe(409);
    expect(
      await app.database.reader.countBy(Certificate, { officeId: browser.member.officeId, status: 'revoked' }),
    ).toBe(1);
  });

  it('stand with their state on the page of whoever holds them', async () => {
    await browser.post(path('sertifikat'));
    const [issued] = await app.database.reader.find(Certificate, { order: { id: 'DESC' }, take: 1 });
    const { registrationId } = issued!;
    const stands = async (status: Certificate['status']) => {
      await app.database.transaction((tx) => updateRows(tx, Certificate, { registrationId }, { status }));
      const { text } = await browser.get(path(`peserta/${registrationId}`));
      const [, line = ''] = text.split(issued!.number);
      return /<span class="badge[^>]*>([^<]*)</.exec(line)?.[1];
    };
    expect([await stands('issued'), await stands('replaced'), await stands('revoked')]).toEqual([
      ...['Sah', 'Diganti (versi 1)', 'Dicabut'],
    ]);
  });

  it('are told when a batch can’t be certified', async () => {
    const draft = await aBatch(app.database, { status: 'draft', publishedAt: null });
    const answer = await browser.post(`/console/angkatan/${draft.id}/sertifikat`);
    expect([answer.status, answer.text.includes('Sertifikat hanya dapat diterbitkan')]).toEqual([409, true]);
  });

  it('show the figures of the report, hand it out in three forms, and send it to those who are ticked', async () => {
    const { text } = await browser.get(path('laporan'));
    expect(text).toMatch(/<th scope="row">Diterima<\/th>(<td class="number">\d+<\/td>){3}<td class="number">2</);
    expect(text).toMatch(
      /<th scope="row">Memenuhi syarat sertifikat<\/th>(<td class="number">\d+<\/td>){3}<td class="number">1</,
    );
    for (const [form, type] of [
      ['pdf', 'application/pdf'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['csv', 'text/csv; charset=utf-8'],
    ] as const) {
      const file = await browser.get(path(`laporan/${form}`));
      expect([file.status, file.headers['content-type']]).toEqual([200, type]);
      expect(file.headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="[\\w.-]+\\.${form}"$`));
    }
    expect((await browser.get(path('laporan/exe'))).status).toBe(404);
    const [first = ''] = ticked(text);
    expect((await browser.post(path('laporan'), { partnerIds: first })).headers.location).toContain('done=report_sent');
    const [report] = await app.database.reader.findBy(AttendanceReport, { batchId: batch.id });
    const mails = await app.database.reader.findBy(EmailMessage, { subjectId: report?.id ?? '' });
    expect(mails).toHaveLength(1);
    const after = await browser.get(path('laporan'));
    expect(after.text).toContain(`${mails[0]?.recipientName ?? 'nobody'}: Antre`);
  });

  it('send no report to nobody, nor to a partner of another program', async () => {
    const nobody = await browser.post(path('laporan'));
    expect([nobody.status, nobody.text.includes('belum memiliki kontak mitra')]).toEqual([409, true]);
    const stranger = await aPartner(app.database, { officeId: browser.member.officeId });
    const answer = await browser.post(path('laporan'), { partnerIds: stranger.id });
    expect([answer.status, answer.text.includes('Mitra tidak ditemukan.')]).toEqual([422, true]);
    expect(await app.database.reader.countBy(AttendanceReport, { batchId: batch.id })).toBe(0);
  });

  it('list the outbox by status and send again what failed', async () => {
    const [message] = await app.database.reader.find(EmailMessage, { order: { id: 'DESC' }, take: 1 });
    const id = message?.id ?? '';
    await app.database.transaction((tx) =>
      updateRows(tx, EmailMessage, { id }, { status: 'failed', attempts: 3, lastError: 'connect ECONNREFUSED' }),
    );
    const failed = await browser.get('/console/pesan?status=failed');
    expect(failed.text).toContain('3 kali dicoba: connect ECONNREFUSED');
    expect((await browser.get('/console')).text).toContain('1 email gagal terkirim');
    expect((await browser.post(`/console/pesan/${id}/ulang`)).headers.location).toBe(
      '/console/pesan?done=mail_retried',
    );
    expect((await browser.get('/console/pesan?status=failed')).text).toContain('Tidak ada pesan yang sesuai.');
    const again = await browser.post(`/console/pesan/${id}/ulang`);
    expect(again.status).toBe(409);
  });

  it('remind on the start page of what waits', async () => {
    const draft = await aBatch(app.database, { status: 'draft', publishedAt: null });
    const home = await browser.get('/console');
    expect(home.text).toContain(`href="/console/angkatan/${draft.id}"`);
    expect(home.text).toContain('Masih konsep');
    expect(home.text).toContain('Desain kemasan');
  });
});
