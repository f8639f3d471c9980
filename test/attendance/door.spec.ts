import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { newId } from '../../src/kernel/ids.js';
import { Keyring } from '../../src/kernel/keyring.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

const minutes = (count: number) => new Date(testStart.getTime() + count * 60_000);
const hash = (ticket: string) => createHash('sha256').update(ticket).digest('hex');

describe('the door', () => {
  let app: TestApp;
  let attendant: Browser;
  let batch: Batch;
  let session: Session;
  let siti: Registration;

  beforeAll(async () => {
    app = await startApp();
    attendant = await aBrowser(app, { role: 'attendant' });
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.moveTo(testStart);
    batch = await aBatch(app.database);
    session = await aSession(app.database, batch, { startsAt: minutes(0), endsAt: minutes(180) });
    siti = await aRegistrationRow(app.database, batch);
  });

  const ticketOf = ({ id, tokenVersion }: Registration) => app.app.get(Keyring).token('ticket', id, tokenVersion);
  const get = (path: string, by = attendant) => app.http().get(`/presensi/data/sesi${path}`).set('cookie', by.cookie);
  const send = (scan: Record<string, unknown>, by = attendant) =>
    app
      .http()
      .post(`/presensi/data/sesi/${session.id}`)
      .set('cookie', by.cookie)
      .send({ id: newId(), at: minutes(5), ...scan });
  const marks = () => app.database.reader.findBy(Attendance, { sessionId: session.id });

  describe('has a list', () => {
    it('of names, codes and ticket hashes, with nothing by which a ticket could be made or a person be reached', async () => {
      const other = await aBatch(app.database);
      await aSession(app.database, other, { startsAt: minutes(30), endsAt: minutes(60) });
      const elsewhere = await aRegistrationRow(app.database, other);
      const far = await aBatch(app.database);
      await aSession(app.database, far);
      await aRegistrationRow(app.database, far);
      await aRegistrationRow(app.database, batch, { status: 'rejected' });
      await send({ ticket: ticketOf(siti) });
      const { body, status, headers } = await get(`/${session.id}`);
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(body.attendant).toEqual({ id: attendant.member.userId, name: attendant.member.actor.name });
      expect(body.list).toEqual({
        session: expect.objectContaining({ id: session.id, timeZone: 'Asia/Makassar', lateAfterMinutes: 15 }),
        people: [
          {
            registrationId: siti.id,
            code: siti.code,
            name: siti.name,
            status: 'confirmed',
            tickets: [hash(ticketOf(siti))],
            mark: { status: 'present', checkedInAt: minutes(5).toISOString(), recordedBy: attendant.member.actor.name },
          },
        ],
        elsewhere: expect.arrayContaining([hash(ticketOf(elsewhere))]),
        readAt: testStart.toISOString(),
        keepUntil: minutes(180 + 24 * 60).toISOString(),
      });
      expect(JSON.stringify(body)).not.toContain(ticketOf(siti));
      const api = await app.http().get(`/api/v1/sessions/${session.id}/roster`).set(attendant.member.authorization);
      expect(api.body).toEqual(body.list);
    });

    it('for sessions of these days, of events that take place', async () => {
      const draft = await aBatch(app.database, { status: 'draft', publishedAt: null });
      const hidden = await aSession(app.database, draft, { startsAt: minutes(0), endsAt: minutes(60) });
      const later = await aSession(app.database, batch);
      const ids = ((await get('')).body.sessions as { id: string }[]).map(({ id }) => id);
      expect(ids).toContain(session.id);
      expect(ids).not.toContain(hidden.id);
      expect(ids).not.toContain(later.id);
      expect((await get(`/${hidden.id}`)).status).toBe(409);
    });

    it('for nobody who is not signed in, and for no other office', async () => {
      const stranger = await aBrowser(app, { officeId: await anOffice(app.database) });
      expect((await get(`/${session.id}`, stranger)).status).toBe(404);
      expect((await send({ ticket: ticketOf(siti) }, stranger)).status).toBe(404);
      expect((await app.http().get('/presensi/data/sesi')).status).toBe(401);
      const bearer = await aStaffMember(app.database, { role: 'attendant' });
      expect((await app.http().get('/presensi/data/sesi').set(bearer.authorization)).status).toBe(401);
      const page = await app.http().get('/presensi').set('accept', 'text/html');
      expect([page.status, page.headers.location]).toEqual([303, '/masuk?next=%2Fpresensi']);
    });
  });

  describe('takes a scan', () => {
    it('once, however often it is sent, and whatever was marked since', async () => {
      const scan = { id: newId(), ticket: ticketOf(siti) };
      const answers = await Promise.all([send(scan), send(scan), send(scan)]);
      expect(answers.map(({ status, body }) => [status, body.alreadyCheckedIn])).toEqual(
        Array.from({ length: 3 }, () => [200, false]),
      );
      await app.app.get(MarkAttendance).run(attendant.member.actor, session.id, siti.id, { status: 'absent' });
      expect((await send(scan)).body.status).toBe('absent');
      expect((await marks()).map(({ status }) => status)).toEqual(['absent']);
      expect((await send({ ticket: ticketOf(siti) })).body.status).toBe('present');
      expect((await send({ ...scan, at: minutes(6) })).status).toBe(422);
    });

    it('and tells since when and by whom somebody was in, the earliest one, in whatever order scans come', async () => {
      const colleague = await aBrowser(app, { role: 'attendant' });
      const scans = [
        { by: attendant, what: { ticket: ticketOf(siti), at: minutes(9) } },
        { by: colleague, what: { registrationId: siti.id, at: minutes(7) } },
        { by: attendant, what: { ticket: ticketOf(siti), at: minutes(20) } },
      ];
      for (const { by, what } of scans) await send(what, by);
      const { body } = await send({ ticket: ticketOf(siti), at: minutes(30) });
      expect(body).toMatchObject({
        alreadyCheckedIn: true,
        status: 'present',
        checkedInAt: minutes(7).toISOString(),
        recordedBy: colleague.member.actor.name,
      });
      expect((await marks()).map(({ method, recordedBy }) => [method, recordedBy])).toEqual([
        ['manual', colleague.member.userId],
      ]);
    });

    it('of a ticket or of a person, with the time, and refuses what it can’t be', async () => {
      const away = await aRegistrationRow(app.database, batch, { status: 'cancelled' });
      const other = await aRegistrationRow(app.database, await aBatch(app.database));
      const code = async (scan: Record<string, unknown>) => {
        const { status, body } = await send(scan);
        return [status, body.code, body.errors?.[0]?.field];
      };
      expect(await code({ registrationId: away.id })).toEqual([409, 'not_confirmed', undefined]);
      expect(await code({ registrationId: other.id })).toEqual([409, 'wrong_batch', undefined]);
      expect(await code({ registrationId: newId() })).toEqual([404, 'registration_not_found', undefined]);
      expect(await code({ ticket: 'x' })).toEqual([404, 'ticket_unknown', undefined]);
      expect(await code({})).toEqual([422, 'invalid_input', 'ticket']);
      expect(await code({ ticket: ticketOf(siti), at: undefined })).toEqual([422, 'invalid_input', 'at']);
      expect(await code({ ticket: ticketOf(siti), at: minutes(-2_000) })).toEqual([422, 'invalid_input', 'at']);
      expect(await code({ ticket: ticketOf(siti), id: 'x' })).toEqual([422, 'invalid_input', 'id']);
      expect(await marks()).toEqual([]);
    });

    it('from its own page only, as JSON', async () => {
      const scan = { id: newId(), ticket: ticketOf(siti), at: minutes(5) };
      const post = () => app.http().post(`/presensi/data/sesi/${session.id}`).set('cookie', attendant.cookie);
      expect((await post().set('sec-fetch-site', 'cross-site').send(scan)).status).toBe(403);
      expect((await post().set('origin', 'https://jahat.example').send(scan)).status).toBe(403);
      expect((await post().type('form').send(scan)).status).toBe(415);
      expect((await post().type('text/plain').send(JSON.stringify(scan))).status).toBe(415);
      const page = app.http().post('/console/mitra/baru').set('cookie', attendant.cookie);
      expect((await page.send({ name: 'x' })).status).toBe(415);
      expect(await marks()).toEqual([]);
    });
  });

  describe('has an app', () => {
    it('whose page names nobody, and whose worker changes with its files', async () => {
      const page = await attendant.get('/presensi');
      expect(page.status).toBe(200);
      expect(page.text).not.toContain(attendant.member.actor.name);
      const worker = await app.http().get('/presensi/layanan.js');
      expect(worker.headers['service-worker-allowed']).toBe('/presensi');
      expect(worker.text).toMatch(/^const version = '[0-9a-f]{16}';\n/);
    });

    it('with every file that its worker keeps', async () => {
      const { text } = await app.http().get('/presensi/layanan.js');
      const [, modules = ''] = /modules = \[([^\]]+)\]/.exec(text) ?? [];
      const named = [...text.matchAll(/'(\/(?:assets|presensi)\/[\w./-]+\.\w+)'/g)].map(([, path]) => path ?? '');
      const files = [...named, ...[...modules.matchAll(/'(\w+)'/g)].map(([, name]) => `/assets/attendant/${name}.js`)];
      expect(files.length).toBeGreaterThan(14);
      for (const path of files)
        expect({ path, status: (await app.http().get(path)).status }).toEqual({ path, status: 200 });
      expect((await app.http().get('/presensi/pembaca/package.json')).status).toBe(404);
    });

    it('that is wiped from a browser which signs out', async () => {
      const { headers } = await (await aBrowser(app, { role: 'attendant' })).post('/keluar');
      expect(headers['clear-site-data']).toBe('"storage"');
    });
  });
});
