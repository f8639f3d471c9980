import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Office } from '../../src/identity/office.entity.js';
import { Signatory } from '../../src/identity/signatory.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { SessionTrainer } from '../../src/programs/session-trainer.entity.js';
import { Session } from '../../src/programs/session.entity.js';
import { SendReport } from '../../src/reports/send-report.js';
import { ReportDelivery } from '../../src/reports/report-delivery.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const wita = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

describe('what an office settles once and repeats', () => {
  let app: TestApp;
  let browser: Browser;
  let officeId: string;

  beforeAll(async () => {
    app = await startApp();
    officeId = await anOffice(app.database);
    browser = await aBrowser(app, { officeId, role: 'administrator' });
  });

  afterAll(() => app.close());

  describe('devices', () => {
    it('are listed to their owner, and ended one by one or all others at once', async () => {
      const mine = await aBrowser(app, { officeId, role: 'attendant' });
      const list = (await mine.get('/console/perangkat')).text;
      expect(list).toContain('Perangkat ini');
      expect(list).toContain('Program melalui API');
      expect((await mine.post('/console/perangkat/lain')).status).toBe(303);
      expect((await mine.get('/console/perangkat')).text).not.toContain('Program melalui API');
      expect((await app.http().get('/api/v1/me').set(mine.member.authorization)).status).toBe(401);
    });

    it('of others are an administrator’s to end, and nobody else’s', async () => {
      const other = await aBrowser(app, { officeId, role: 'organizer' });
      const { text } = await browser.get('/console/perangkat');
      expect(text).toContain('Perangkat pengguna lain');
      expect((await other.get('/console/perangkat')).text).not.toContain('Perangkat pengguna lain');
      const own =
        /\/console\/perangkat\/[\da-f-]{36}\/keluar/.exec((await other.get('/console/perangkat')).text)?.[0] ?? '';
      const stranger = await aBrowser(app, { officeId, role: 'attendant' });
      expect((await stranger.post(own)).status).toBe(404);
      expect((await browser.post(own)).status).toBe(303);
      const left = (await browser.get('/console/perangkat')).text;
      expect(left).not.toContain(own);
    });
  });

  describe('signatories', () => {
    const base = '/console/pengaturan/penanda-tangan';
    const second = {
      title: 'Plt. Kepala Dinas',
      name: 'Ir. Hj. Kedua, M.T.',
      grade: 'Pembina (IV/a)',
      nip: '197001011995031001',
    };

    const certificate = async (batch: Batch) => {
      const session = await aSession(app.database, batch);
      const { id } = await aRegistration(app, batch, 1);
      await app.app.get(MarkAttendance).run(browser.member.actor, session.id, id, { status: 'present' });
      await app.app.get(IssueCertificates).run(browser.member.actor, batch.id);
      return app.database.reader.findOneByOrFail(Certificate, { registrationId: id });
    };

    it('sign for the batch that chose them; the default signs for all others', async () => {
      expect((await browser.post(`${base}/baru`, second)).status).toBe(303);
      const { id } = await app.database.reader.findOneByOrFail(Signatory, { name: second.name });
      const [chosen, usual] = [await aBatch(app.database, { officeId }), await aBatch(app.database, { officeId })];
      expect((await browser.post(`/console/angkatan/${chosen.id}/penanda-tangan`, { signatory: id })).status).toBe(303);
      expect((await certificate(chosen)).content.signatory).toEqual(second);
      expect((await certificate(usual)).content.signatory).toMatchObject({ name: 'Dr. H. Contoh Pejabat, M.Si.' });
      const kept = await browser.post(`${base}/${id}/hapus`);
      expect([kept.status, kept.text.includes('dipakai oleh angkatan')]).toEqual([409, true]);
    });

    it('take turns as the default, which the office’s own row follows, both ways', async () => {
      const { id } = await app.database.reader.findOneByOrFail(Signatory, { name: second.name });
      await browser.post(`${base}/${id}/utama`);
      const office = () => app.database.reader.findOneByOrFail(Office, { id: officeId });
      expect(await office()).toMatchObject({ signatoryName: second.name, signatoryNip: second.nip });
      await browser.post(`${base}/${id}`, { ...second, name: 'Ir. Hj. Kedua, M.Si.' });
      expect((await office()).signatoryName).toBe('Ir. Hj. Kedua, M.Si.');
      const api = app.http().patch('/api/v1/office').set(browser.member.authorization);
      await api.send({ signatoryName: 'Melalui API' });
      expect((await app.database.reader.findOneByOrFail(Signatory, { id })).name).toBe('Melalui API');
      const list = (await browser.get(base)).text;
      expect(list).toContain('NIP 19700101 199503 1 001');
      expect(list.match(/>Utama</g)).toHaveLength(1);
    });
  });

  it('partners are changed; a contact that goes receives nothing more, and what it received stays known', async () => {
    const partner = await aPartner(app.database, { officeId, emails: ['a@mitra.example', 'b@mitra.example'] });
    const program = await aProgram(app.database, { officeId, partnerIds: [partner.id] });
    const batch = await aBatch(app.database, { program });
    await aSession(app.database, batch, { startsAt: wita('2026-10-28', '08:00'), endsAt: wita('2026-10-28', '11:00') });
    const send = () => app.app.get(SendReport).onDemand(browser.member.actor, batch.id, undefined);
    await send();
    const path = `/console/mitra/${partner.id}`;
    expect((await browser.get(path)).text).toContain('value="a@mitra.example"');
    const kept = {
      name: 'Dekranasda Baru',
      kind: 'agency',
      'contacts.2.name': 'Bu Ani',
      'contacts.2.email': 'B@mitra.example',
    };
    expect((await browser.post(path, kept)).status).toBe(303);
    await send();
    const contacts = await app.database.reader.findBy(PartnerContact, { partnerId: partner.id });
    const received = async (email: string) => {
      const { id, retiredAt } = contacts.find((contact) => contact.email === email)!;
      return [await app.database.reader.countBy(ReportDelivery, { contactId: id }), retiredAt === null];
    };
    expect(contacts).toHaveLength(2);
    expect([await received('a@mitra.example'), await received('b@mitra.example')]).toEqual([
      [1, false],
      [2, true],
    ]);
    const list = (await browser.get('/console/mitra')).text;
    expect([list.includes('a@mitra.example'), list.includes('Bu Ani')]).toEqual([false, true]);
    expect((await browser.post(path, { name: '', kind: 'agency' })).status).toBe(422);
  });

  it('a program is copied with batches, quotas and timetables to other days, as drafts', async () => {
    const trainer = await aTrainer(app.database, { officeId });
    const program = await aProgram(app.database, { officeId, title: 'Bimtek Lama' });
    const batch = await aBatch(app.database, {
      program,
      venueName: 'Gedung Salin',
      quotas: [{ regencyCode: '63.71', capacity: 5 }],
    });
    await aBatch(app.database, { program, status: 'cancelled' });
    const times = { startsAt: wita('2026-10-20', '08:00'), endsAt: wita('2026-10-20', '11:00') };
    await aSession(app.database, batch, { ...times, trainerIds: [trainer.id] });
    const wanted = { title: 'Bimtek Baru', fiscalYear: '2027', firstDay: '2027-03-02' };
    const copied = await browser.post(`/console/program/${program.id}/salin`, wanted);
    const id = /program\/([\da-f-]{36})\?/.exec(copied.headers.location ?? '')?.[1] ?? '';
    const [copy, ...none] = await app.database.reader.findBy(Batch, { programId: id });
    expect(none).toEqual([]);
    expect(copy).toMatchObject({ status: 'draft', venueName: 'Gedung Salin', taken: 0 });
    expect(copy?.registrationOpensAt.toISOString()).toBe('2027-02-15T00:00:00.000Z');
    const session = await app.database.reader.findOneByOrFail(Session, { batchId: copy?.id ?? '' });
    expect(session).toMatchObject({ startsAt: wita('2027-03-02', '08:00'), endsAt: wita('2027-03-02', '11:00') });
    expect(await app.database.reader.countBy(SessionTrainer, { sessionId: session.id })).toBe(1);
    expect(await app.database.reader.findOneByOrFail(Quota, { batchId: copy?.id ?? '' })).toMatchObject({
      capacity: 5,
      taken: 0,
    });
    const again = await browser.post(`/console/program/${program.id}/salin`, wanted);
    expect(again.status).toBe(409);
  });

  it('a day of sessions is copied to another day of the batch, all or nothing', async () => {
    const batch = await aBatch(app.database, { officeId, venueName: 'Gedung Hari' });
    await aSession(app.database, batch, { startsAt: wita('2026-10-20', '08:00'), endsAt: wita('2026-10-20', '11:00') });
    await aSession(app.database, batch, { startsAt: wita('2026-10-20', '13:00'), endsAt: wita('2026-10-20', '15:00') });
    const path = `/console/angkatan/${batch.id}/jadwal/salin`;
    const copy = (from: string, to: string) => browser.post(path, { from, to });
    const count = () => app.database.reader.countBy(Session, { batchId: batch.id });
    expect((await copy('2026-10-20', '2026-10-21')).status).toBe(303);
    expect(await count()).toBe(4);
    await aSession(app.database, batch, { startsAt: wita('2026-10-22', '14:00'), endsAt: wita('2026-10-22', '16:00') });
    expect((await copy('2026-10-20', '2026-10-22')).status).toBe(409);
    expect((await copy('2026-10-20', '2026-10-20')).status).toBe(422);
    expect((await copy('2026-11-20', '2026-11-21')).status).toBe(409);
    expect(await count()).toBe(5);
  });

  it('the start page tells of today apart from later, with who is there', async () => {
    const batch = await aBatch(app.database, { officeId, venueName: 'Gedung Hari Ini' });
    const today = {
      startsAt: wita('2026-10-05', '09:00'),
      endsAt: wita('2026-10-05', '10:00'),
      title: 'Sesi Hari Ini',
    };
    const { id } = await aSession(app.database, batch, today);
    const registration = await aRegistration(app, batch, 1);
    await app.app.get(MarkAttendance).run(browser.member.actor, id, registration.id, { status: 'present' });
    const { text } = await browser.get('/console');
    expect(text).toContain('1 dari 1 peserta hadir');
    expect(text.indexOf('Sesi Hari Ini')).toBeLessThan(text.indexOf('Sesi berikutnya'));
  });
});
