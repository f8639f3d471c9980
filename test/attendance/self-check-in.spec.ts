import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { AllowSelfCheckIn } from '../../src/attendance/self-check-in/allow-self-check-in.js';
import { CheckInPhone } from '../../src/attendance/self-check-in/check-in-phone.entity.js';
import { updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';
import { aPhone, codePath, typedCode, type ParticipantPhone } from './participant-phone.js';

const seconds = (count: number) => new Date(testStart.getTime() + count * 1000);
const minute = 60;

describe('self check-in', () => {
  let app: TestApp;
  let organizer: Browser;
  let batch: Batch;
  let session: Session;
  let siti: Registration;
  let phone: ParticipantPhone;

  beforeAll(async () => {
    app = await startApp();
    organizer = await aBrowser(app);
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.moveTo(testStart);
    const { officeId } = organizer.member;
    batch = await aBatch(app.database, { officeId });
    session = await aSession(app.database, batch, { startsAt: seconds(0), endsAt: seconds(180 * minute) });
    siti = await aRegistrationRow(app.database, batch);
    await allow(true);
    phone = await phoneOf(siti);
  });

  const allow = (allowed: boolean) => app.app.get(AllowSelfCheckIn).run(organizer.member.actor, batch.id, allowed);
  const phoneOf = async (...registrations: Registration[]) => {
    const made = aPhone(app);
    for (const registration of registrations) await made.open(registration);
    return made;
  };
  const code = (of = session) => codePath(app, of);
  const arrived = (of = session) => `/h/tercatat/${of.id}`;
  const marks = (of = session) => app.database.reader.findBy(Attendance, { sessionId: of.id });
  const phones = () => app.database.reader.findBy(CheckInPhone, { batchId: batch.id });
  const trail = (subjectId: string) =>
    app.database.reader.find(AuditEntry, { where: { subjectId }, order: { id: 'ASC' } });
  const change = (given: Parameters<typeof updateRows<Batch>>[3]) =>
    app.database.transaction((tx) => updateRows(tx, Batch, { id: batch.id }, given));

  describe('is one press on the phone on which the registration was opened', () => {
    it('after a page that changes nothing, and is then recorded as the participant’s own doing', async () => {
      const asked = await phone.get(code());
      expect(asked.status).toBe(200);
      expect(asked.text).toContain('Saya hadir');
      expect(asked.text).toContain('Hj. Siti R.');
      expect(asked.text).not.toContain('Rahmah');
      expect([await marks(), await phones()]).toEqual([[], []]);

      const pressed = await phone.post(code());
      expect([pressed.status, pressed.headers.location]).toEqual([303, arrived()]);
      const [mark] = await marks();
      expect(mark).toMatchObject({
        registrationId: siti.id,
        status: 'present',
        method: 'self',
        checkedInAt: testStart,
        recordedBy: null,
      });
      const told = await phone.get(arrived());
      expect([told.status, told.text.includes('08.00 WITA')]).toEqual([200, true]);
      const [entry, ...others] = await trail(mark?.id ?? '');
      expect(others).toEqual([]);
      expect(entry).toMatchObject({
        officeId: batch.officeId,
        actorKind: 'participant',
        actorId: null,
        action: 'attendance.recorded',
        after: { method: 'self', status: 'present' },
      });
    });

    it('late by the rule of the door', async () => {
      app.clock.moveTo(seconds(15 * minute));
      await phone.post(code());
      app.clock.moveTo(seconds(15 * minute + 1));
      const rusdi = await aRegistrationRow(app.database, batch, { name: 'Rusdi' });
      const late = await phoneOf(rusdi);
      await late.post(code());
      const states = new Map((await marks()).map(({ registrationId, status }) => [registrationId, status]));
      expect([states.get(siti.id), states.get(rusdi.id)]).toEqual(['present', 'late']);
      expect((await late.get(arrived())).text).toContain('terlambat');
    });

    it('once, however often it is pressed', async () => {
      const answers = await Promise.all([phone.post(code()), phone.post(code()), phone.post(code())]);
      expect(answers.map(({ headers }) => headers.location)).toEqual([arrived(), arrived(), arrived()]);
      app.clock.moveTo(seconds(5 * minute));
      expect((await phone.post(code())).headers.location).toBe(arrived());
      expect((await phone.get(code())).headers.location).toBe(arrived());
      expect((await marks()).map(({ checkedInAt }) => checkedInAt)).toEqual([testStart]);
      const bound = (await trail(siti.id)).filter(({ action }) => action === 'check_in_phone.bound');
      expect([bound.length, (await phones()).length]).toEqual([1, 1]);
    });

    it('by the code as it is typed, in small letters and with spaces', async () => {
      const typed = typedCode(app, session);
      const found = await phone.post('/h', { kode: ` ${typed.toLowerCase().replace('-', ' ')} ` });
      expect([found.status, found.headers.location]).toEqual([303, code()]);
      expect((await phone.post('/h', { kode: 'K7M4-9QTX' })).status).toBe(409);
      app.clock.moveTo(seconds(61));
      expect((await phone.post('/h', { kode: typed })).status).toBe(409);
    });

    it('after the mark that the door made, which stays', async () => {
      await app.app.get(MarkAttendance).run(organizer.member.actor, session.id, siti.id, { status: 'present' });
      expect((await phone.post(code())).headers.location).toBe(arrived());
      expect((await marks()).map(({ method }) => method)).toEqual(['manual']);
    });
  });

  describe('takes a code', () => {
    it('that is at most 60 seconds old', async () => {
      const shown = code();
      app.clock.moveTo(seconds(60));
      expect((await phone.get(shown)).status).toBe(200);
      app.clock.moveTo(new Date(seconds(60).getTime() + 1));
      for (const answer of [await phone.get(shown), await phone.post(shown)]) {
        expect(answer.status).toBe(409);
        expect(answer.text).toContain('Kode di layar berganti setiap 20 detik');
      }
      expect(await marks()).toEqual([]);
    });

    it('that is not still to come, altered, made up, or a ticket', async () => {
      app.clock.moveTo(seconds(20));
      const next = code();
      app.clock.moveTo(seconds(19));
      const altered = `${code().slice(0, -1)}${code().endsWith('A') ? 'Q' : 'A'}`;
      for (const path of [next, altered, `/h/${'A'.repeat(44)}`, '/h/x']) {
        expect({ path, status: (await phone.post(path)).status }).toEqual({ path, status: 409 });
      }
      expect([await marks(), await phones()]).toEqual([[], []]);
    });

    it('for the session of which it is, and for no other', async () => {
      const other = await aSession(app.database, batch, { startsAt: seconds(0), endsAt: seconds(60), title: 'Lain' });
      expect(code(other)).not.toBe(code());
      expect((await phone.post(code(other))).headers.location).toBe(arrived(other));
      expect([(await marks()).length, (await marks(other)).length]).toEqual([0, 1]);
    });
  });

  describe('refuses', () => {
    const refused = async (answer: ReturnType<ParticipantPhone['post']>, words: string) => {
      const { status, text } = await answer;
      expect({ status, said: text.includes(words) ? words : text }).toEqual({ status: 409, said: words });
    };

    it('a second phone for the same registration, until staff lets the first one go', async () => {
      await phone.post(code());
      const second = await phoneOf(siti);
      await refused(second.post(code()), 'sudah memakai ponsel lain');
      await refused(second.get(code()), 'sudah memakai ponsel lain');
      expect((await second.get(arrived())).status).toBe(404);

      const attendant = await aBrowser(app, { role: 'attendant', officeId: batch.officeId });
      const page = `/console/angkatan/${batch.id}/presensi-mandiri`;
      expect((await attendant.get(page)).text).toContain(siti.name);
      expect((await attendant.post(`${page}/${siti.id}/lepas`)).headers.location).toContain(page);
      expect((await second.post(code())).headers.location).toBe(arrived());
      await refused(phone.post(code()), 'sudah memakai ponsel lain');
      const released = (await trail(siti.id)).find(({ action }) => action === 'check_in_phone.released');
      expect(released).toMatchObject({ actorKind: 'user', actorId: attendant.member.userId });
      expect((await marks()).length).toBe(1);
    });

    it('one of two phones that press at the same time', async () => {
      for (let round = 0; round < 5; round += 1) {
        const person = await aRegistrationRow(app.database, batch, { name: `Peserta ${round}` });
        const two = [await phoneOf(person), await phoneOf(person)];
        const answers = await Promise.all(two.map((one) => one.post(code())));
        expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      }
      expect([(await phones()).length, (await marks()).length]).toEqual([5, 5]);
    });

    it('one phone for several people, whoever of them is first', async () => {
      const rusdi = await aRegistrationRow(app.database, batch, { name: 'Rusdi Hasan' });
      const shared = await phoneOf(siti, rusdi);
      const choice = await shared.get(code());
      expect(choice.text).toContain('Rusdi H.');
      expect(choice.text).toContain('Hj. Siti R.');
      expect((await shared.post(code())).status).toBe(422);
      const answers = await Promise.all([siti, rusdi].map(({ id }) => shared.post(code(), { peserta: id })));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      expect([(await phones()).length, (await marks()).length]).toEqual([1, 1]);
      const [held] = await phones();
      const left = [siti, rusdi].find(({ id }) => id !== held?.registrationId);
      await refused(shared.post(code(), { peserta: left?.id ?? '' }), 'sudah dipakai untuk presensi peserta lain');
    });

    it('a phone that knows no registration, or only one of another event, or somebody else’s id', async () => {
      await refused(aPhone(app).post(code()), 'belum mengenal pendaftaran Anda');
      const other = await aBatch(app.database, { officeId: batch.officeId });
      await app.app.get(AllowSelfCheckIn).run(organizer.member.actor, other.id, true);
      const guest = await phoneOf(await aRegistrationRow(app.database, other));
      await refused(guest.post(code()), 'untuk kegiatan lain');
      const rusdi = await aRegistrationRow(app.database, batch);
      await refused(phone.post(code(), { peserta: rusdi.id }), 'belum mengenal pendaftaran Anda');
      const forged = `${phone.cookie().slice(0, -1)}${phone.cookie().endsWith('A') ? 'Q' : 'A'}`;
      const answer = await app.http().post(code()).set({ cookie: forged, accept: 'text/html' }).type('form').send({});
      expect(answer.status).toBe(409);
      expect(await marks()).toEqual([]);
    });

    it('who is not confirmed, or no longer', async () => {
      await app.database.transaction((tx) => updateRows(tx, Registration, { id: siti.id }, { status: 'cancelled' }));
      await refused(phone.post(code()), 'belum atau tidak lagi diterima');
      expect([await marks(), await phones()]).toEqual([[], []]);
    });

    it('before it opens, from its end on, where it is not allowed, and when the batch was cancelled', async () => {
      app.clock.moveTo(seconds(-60 * minute - 1));
      await refused(phone.post(code()), 'belum dibuka');
      app.clock.moveTo(seconds(180 * minute));
      await refused(phone.post(code()), 'sudah selesai');
      app.clock.moveTo(testStart);
      await allow(false);
      await refused(phone.post(code()), 'tidak diizinkan');
      await allow(true);
      await change({ status: 'cancelled' });
      await refused(phone.post(code()), 'tidak dibatalkan');
      expect(await marks()).toEqual([]);
      await change({ status: 'published' });
      app.clock.moveTo(seconds(-60 * minute));
      expect((await phone.post(code())).status).toBe(303);
    });

    it('to overrule what staff has marked', async () => {
      await app.app.get(MarkAttendance).run(organizer.member.actor, session.id, siti.id, { status: 'absent' });
      await refused(phone.post(code()), 'keterangan lain');
      expect((await marks()).map(({ status }) => status)).toEqual(['absent']);
      expect(await phones()).toEqual([]);
    });

    it('a form of another site', async () => {
      expect((await phone.post(code()).set('origin', 'https://jahat.example')).status).toBe(403);
    });

    it('codes that are tried out, after a while', async () => {
      const tries = await startApp();
      for (let attempt = 0; attempt < 300; attempt += 1) await tries.http().post('/h').type('form').send({ kode: 'x' });
      expect((await tries.http().post('/h').type('form').send({ kode: 'x' })).status).toBe(429);
      await tries.close();
    });
  });

  describe('knows a phone', () => {
    it('only where it is allowed, by a cookie that scripts and other sites don’t reach, and that opens nothing else', async () => {
      await allow(false);
      expect((await phoneOf(siti)).cookie()).toBe('');
      await allow(true);
      const secret = phone.cookie().split('=')[1] ?? '';
      expect(secret).toMatch(/^[\w-]{43}\.[\w-]{44}$/);
      await phone.post(code());
      expect((await phones()).map(({ phoneHash }) => phoneHash)).not.toContain(secret.split('.')[0]);
      expect((await phone.get(`/pendaftaran/${secret.split('.')[1] ?? ''}`)).status).toBe(404);
      const again = await phoneOf(siti);
      expect(again.cookie()).not.toBe(phone.cookie());
    });

    it('for the sessions to come, and tells it on “my registration”', async () => {
      await phone.post(code());
      const next = await aSession(app.database, batch, { startsAt: seconds(3600), endsAt: seconds(7200) });
      expect((await phone.post(code(next))).headers.location).toBe(arrived(next));
      expect((await phones()).length).toBe(1);
      const own = await phone.get(`/pendaftaran/${app.app.get(RegistrationLinks).manageToken(siti)}`);
      expect(own.text).toContain('Ponsel untuk pendaftaran ini sudah tercatat sejak Senin, 5 Oktober 2026');
      app.clock.moveTo(seconds(7200 + 180 * minute));
      const after = await phone.get(`/pendaftaran/${app.app.get(RegistrationLinks).manageToken(siti)}`);
      expect(after.text).not.toContain('Ponsel untuk pendaftaran ini');
    });
  });

  describe('is for staff', () => {
    const api = (path: string) => `/api/v1${path}`;

    it('off until an organiser allows it, which is noted', async () => {
      const fresh = await aBatch(app.database, { officeId: batch.officeId });
      const path = api(`/batches/${fresh.id}/self-check-in`);
      const ask = (by: Browser) => app.http().get(path).set(by.member.authorization);
      const put = (by: Browser, allowed: boolean) =>
        app.http().put(path).set(by.member.authorization).send({ allowed });
      expect((await ask(organizer)).body).toEqual({ allowed: false });
      const attendant = await aBrowser(app, { role: 'attendant', officeId: batch.officeId });
      expect((await put(attendant, true)).status).toBe(403);
      for (const allowed of [true, true, false]) {
        expect((await put(organizer, allowed)).body).toEqual({ allowed });
        expect((await ask(attendant)).body).toEqual({ allowed });
      }
      const actions = (await trail(fresh.id)).map(({ action }) => action);
      expect(actions).toEqual(['self_check_in.allowed', 'self_check_in.stopped']);
      const stranger = await aBrowser(app, { officeId: await anOffice(app.database) });
      for (const answer of [await ask(stranger), await put(stranger, true)]) expect(answer.status).toBe(404);
    });

    it('a screen with the code of these 20 seconds and how many are there', async () => {
      const attendant = await aBrowser(app, { role: 'attendant', officeId: batch.officeId });
      await phone.post(code());
      await aRegistrationRow(app.database, batch);
      app.clock.moveTo(seconds(12));
      const path = api(`/sessions/${session.id}/check-in-code`);
      const { body, headers } = await app.http().get(path).set(attendant.member.authorization);
      expect(headers['cache-control']).toBe('no-store');
      expect(body).toMatchObject({ state: 'open', present: 1, expected: 2, now: seconds(12).toISOString() });
      expect(body.code).toEqual({
        url: `http://localhost:3000${code()}`,
        typed: typedCode(app, session),
        changesAt: seconds(20).toISOString(),
      });
      app.clock.moveTo(seconds(20));
      const next = await app.http().get(path).set(attendant.member.authorization);
      expect(next.body.code.url).not.toBe(body.code.url);
      await allow(false);
      const off = await app.http().get(path).set(attendant.member.authorization);
      expect([off.body.state, off.body.code]).toEqual(['off', null]);
      const stranger = await aBrowser(app, { officeId: await anOffice(app.database) });
      expect((await app.http().get(path).set(stranger.member.authorization)).status).toBe(404);
    });

    it('phones that are found by name or number, page by page, and of the own office only', async () => {
      await phone.post(code());
      const rusdi = await aRegistrationRow(app.database, batch, { name: 'Rusdi' });
      await (await phoneOf(rusdi)).post(code());
      const page = `/console/angkatan/${batch.id}/presensi-mandiri`;
      const found = await organizer.get(`${page}?q=rus`);
      expect([found.text.includes('Rusdi'), found.text.includes(siti.name)]).toEqual([true, false]);
      expect((await organizer.get(`${page}?q=${siti.code}`)).text).toContain(siti.name);
      const list = api(`/batches/${batch.id}/check-in-phones?limit=1`);
      const first = await app.http().get(list).set(organizer.member.authorization);
      expect([first.body.items.length, first.body.next]).toEqual([1, siti.id]);
      const rest = await app.http().get(`${list}&after=${siti.id}`).set(organizer.member.authorization);
      expect(rest.body.items).toEqual([
        { registrationId: rusdi.id, name: 'Rusdi', code: rusdi.code, boundAt: testStart.toISOString() },
      ]);
      const stranger = await aBrowser(app, { officeId: await anOffice(app.database) });
      expect((await app.http().get(list).set(stranger.member.authorization)).status).toBe(404);
      const release = app.http().delete(api(`/registrations/${siti.id}/check-in-phone`));
      expect((await release.set(stranger.member.authorization)).status).toBe(404);
      expect((await phones()).length).toBe(2);
    });
  });
});
