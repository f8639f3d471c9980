import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Program } from '../../src/programs/program.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram, aTrainer } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const form = {
  'venue.name': 'Aula Balai',
  'venue.address': 'Jl. A. Yani Km 18',
  'venue.regencyCode': '63.72',
  timeZone: 'Asia/Makassar',
  capacity: '30',
  admission: 'automatic',
  registrationOpensAt: '2026-10-05T08:00',
  registrationClosesAt: '2026-10-12T16:00',
  lateAfterMinutes: '15',
};

describe('batches in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let program: Program;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
    program = await aProgram(app.database, { officeId: browser.member.officeId });
  });

  afterAll(() => app.close());

  const add = (fields: Record<string, string>) =>
    browser.post(`/console/program/${program.id}/angkatan/baru`, { ...form, ...fields });
  const made = async (fields: Record<string, string>): Promise<Batch> => {
    const { status, headers } = await add(fields);
    expect(status).toBe(303);
    const id = /angkatan\/([\da-f-]{36})\?done=batch_added/.exec(headers.location ?? '')?.[1] ?? '';
    return app.database.reader.findOneByOrFail(Batch, { id });
  };
  const quotas = async ({ id }: Batch) => {
    const rows = await app.database.reader.find(Quota, { where: { batchId: id }, order: { id: 'ASC' } });
    return rows.map(({ regencyCode, enterpriseKind, gender, capacity }) => [
      regencyCode,
      enterpriseKind,
      gender,
      capacity,
    ]);
  };

  it('are made of local times and of those quotas that were filled in', async () => {
    const batch = await made({ 'quota.63.71||': '5', 'quota.63.72||': '', 'quota.||female': '15' });
    expect(batch).toMatchObject({
      venueName: 'Aula Balai',
      capacity: 30,
      status: 'draft',
      registrationOpensAt: new Date('2026-10-05T00:00:00.000Z'),
      registrationClosesAt: new Date('2026-10-12T08:00:00.000Z'),
    });
    expect(await quotas(batch)).toEqual([
      ['63.71', null, null, 5],
      [null, null, 'female', 15],
    ]);
    const eastern = await made({ timeZone: 'Asia/Jayapura' });
    expect(eastern.registrationOpensAt).toEqual(new Date('2026-10-04T23:00:00.000Z'));
  });

  it('are made once by a form that is sent twice', async () => {
    const key = 'a-form-sent-twice';
    const [first, second] = [await add({ key }), await add({ key })];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
  });

  it('tell each fault at its field and keep what was typed', async () => {
    const { status, text } = await add({
      capacity: 'tiga',
      registrationClosesAt: '',
      'quota.63.71||': '31',
      'quota.||male': 'x',
    });
    expect(status).toBe(422);
    for (const id of ['capacity', 'registrationClosesAt', 'quota-||male']) expect(text).toContain(`id="${id}-error"`);
    expect(text).toContain('value="tiga"');
    expect(text).toMatch(/<details open>/);
    const above = await add({ 'quota.63.71||': '31' });
    expect([above.status, above.text.includes('id="quota-63-71||-error"')]).toEqual([422, true]);
    const order = await add({ registrationClosesAt: '2026-10-01T08:00' });
    expect([order.status, order.text.includes('id="registrationClosesAt-error"')]).toEqual([422, true]);
  });

  it('keep a quota of several criteria when they are changed', async () => {
    const batch = await aBatch(app.database, {
      program,
      quotas: [{ regencyCode: '63.71', gender: 'female', capacity: 4 }],
    });
    const { text } = await browser.get(`/console/angkatan/${batch.id}/ubah`);
    expect(text).toMatch(/Kota Banjarmasin · Perempuan/);
    const answer = await browser.post(`/console/angkatan/${batch.id}/ubah`, {
      ...form,
      capacity: '40',
      'quota.63.71||female': '6',
    });
    expect(answer.status).toBe(303);
    expect(await quotas(batch)).toEqual([['63.71', null, 'female', 6]]);
    expect((await app.database.reader.findOneByOrFail(Batch, { id: batch.id })).capacity).toBe(40);
  });

  it('are copied from an earlier one, with its place, seats and quotas but not its dates', async () => {
    const batch = await made({ capacity: '42', 'quota.63.71||': '5' });
    const { text } = await browser.get(`/console/program/${program.id}/angkatan/baru?dari=${batch.id}`);
    expect(text).toContain('name="capacity" type="text" value="42"');
    expect(text).toMatch(/name="quota\.63\.71\|\|" type="text" value="5"/);
    expect(text).toContain('name="registrationOpensAt" type="datetime-local" value=""');
    const overview = await browser.get(`/console/angkatan/${batch.id}`);
    expect(overview.text).toContain(`/console/program/${program.id}/angkatan/baru?dari&#x3D;${batch.id}`);
  });

  it('are published once nothing is missing; until then the list says what', async () => {
    const batch = await made({});
    const path = `/console/angkatan/${batch.id}`;
    const before = await browser.get(path);
    expect(before.text).toContain('Belum ada sesi.');
    expect(before.text).toMatch(/<button class="button" type="submit" disabled>Terbitkan/);
    expect((await browser.post(`${path}/terbit`)).status).toBe(422);
    await aSession(app.database, batch);
    expect((await browser.get(path)).text).not.toContain('Belum ada sesi.');
    const done = await browser.post(`${path}/terbit`);
    expect(done.headers.location).toBe(`${path}?done=batch_published`);
    expect((await browser.get(`${path}?done=batch_published`)).text).toContain('Angkatan sudah terbit.');
    const again = await browser.post(`${path}/terbit`);
    expect([again.status, again.text.includes('Angkatan ini sudah terbit.')]).toEqual([409, true]);
    expect((await browser.post(`${path}/selesai`)).headers.location).toBe(`${path}?done=batch_completed`);
  });

  it('are called off with a reason only, after telling how many will hear of it', async () => {
    const batch = await aBatch(app.database, { program });
    await aSession(app.database, batch);
    for (const person of [901, 902]) await aRegistration(app, batch, person);
    const path = `/console/angkatan/${batch.id}/batal`;
    expect((await browser.get(path)).text).toContain('Belum ada yang dibatalkan.');
    const empty = await browser.post(`${path}/pratinjau`, { reason: ' ' });
    expect([empty.status, empty.text.includes('id="reason-error"')]).toEqual([422, true]);
    const shown = await browser.post(`${path}/pratinjau`, { reason: 'Aula terendam <banjir>' });
    expect(shown.text).toContain('Email ini akan dikirim kepada 2 orang.');
    expect(shown.text).toContain('name="reason" value="Aula terendam &lt;banjir&gt;"');
    const frames = [...shown.text.matchAll(/<iframe[^>]* src="([^"]+)"/g)].map(([, src = '']) =>
      src.replaceAll('&#x3D;', '='),
    );
    expect(frames).toHaveLength(2);
    for (const [frame, words] of [
      [frames[0], 'Kegiatan dibatalkan'],
      [frames[1], 'Event cancelled'],
    ]) {
      const mail = await browser.get(frame ?? '');
      expect(mail.text).toContain(words);
      expect(mail.text).toContain('Aula terendam &lt;banjir&gt;');
      expect(mail.headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/);
    }
    expect(await app.database.reader.countBy(EmailMessage, { template: 'batch-cancelled' })).toBe(0);
    expect((await browser.get(`${path}/email/id?isi=${'x'.repeat(60)}`)).status).toBe(404);
    expect((await browser.post(path, { reason: 'Aula terendam banjir' })).status).toBe(303);
    const cancelled = await app.database.reader.findOneByOrFail(Batch, { id: batch.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', cancellationReason: 'Aula terendam banjir', taken: 0 });
  });

  it('have a timetable in which sessions are added, moved and removed, and clashes named', async () => {
    const trainer = await aTrainer(app.database, { officeId: browser.member.officeId });
    const batch = await aBatch(app.database, { program, status: 'draft', publishedAt: null });
    const path = `/console/angkatan/${batch.id}/jadwal`;
    const session = {
      title: 'Label dan izin edar',
      startsAt: '2026-10-20T08:00',
      endsAt: '2026-10-20T11:00',
      lessonHours: '4',
      room: 'Aula',
      trainerIds: trainer.id,
    };
    expect((await browser.post(`${path}/baru`, session)).headers.location).toBe(`${path}?done=session_added`);
    const [made] = await app.database.reader.findBy(Session, { batchId: batch.id });
    expect(made).toMatchObject({ startsAt: new Date('2026-10-20T00:00:00.000Z'), lessonHours: 4, room: 'Aula' });
    const list = await browser.get(path);
    expect(list.text).toContain('08.00 s.d. 11.00 WITA');
    expect(list.text).toContain(trainer.name);
    const clash = await browser.post(`${path}/baru`, { ...session, title: 'Sesi kembar', room: '' });
    expect([clash.status, clash.text.includes('Label dan izin edar')]).toEqual([409, true]);
    const wrong = await browser.post(`${path}/baru`, { ...session, endsAt: '2026-10-20T07:00' });
    expect([wrong.status, wrong.text.includes('id="endsAt-error"')]).toEqual([422, true]);
    const { text } = await browser.get(`${path}/baru`);
    expect(text).toContain('value="2026-10-20T11:00"');
    const moved = await browser.post(`${path}/${made?.id ?? ''}`, { ...session, endsAt: '2026-10-20T12:00' });
    expect(moved.status).toBe(303);
    expect((await browser.post(`${path}/${made?.id ?? ''}/hapus`)).headers.location).toBe(
      `${path}?done=session_removed`,
    );
    expect(await app.database.reader.countBy(Session, { batchId: batch.id })).toBe(0);
  });

  it('stand in a program whose theme may be emptied, and whose title may not', async () => {
    const own = await aProgram(app.database, { officeId: browser.member.officeId, theme: 'Naik kelas' });
    const path = `/console/program/${own.id}/ubah`;
    const form = { title: 'Judul', theme: '', fiscalYear: '2026', fundingSource: 'apbd', minimumAttendance: '80' };
    const blank = await browser.post(path, { ...form, title: '', fiscalYear: '' });
    expect(blank.status).toBe(422);
    for (const field of ['title', 'fiscalYear']) expect(blank.text).toContain(`id="${field}-error"`);
    expect((await browser.post(path, form)).status).toBe(303);
    expect(await app.database.reader.findOneByOrFail(Program, { id: own.id })).toMatchObject({
      title: 'Judul',
      theme: null,
      minimumAttendance: 80,
    });
  });
});
