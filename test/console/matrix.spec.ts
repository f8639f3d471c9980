import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));

describe('the matrix of a day', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let morning: Session;
  let afternoon: Session;
  let people: Registration[];

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.moveTo(new Date('2026-10-20T05:00:00.000Z'));
    browser = await aBrowser(app);
    batch = await aBatch(app.database, { officeId: browser.member.officeId, capacity: 300 });
    morning = await aSession(app.database, batch, { title: 'Label', startsAt: at(20, 8), endsAt: at(20, 11) });
    afternoon = await aSession(app.database, batch, { title: 'Kemasan', startsAt: at(20, 12), endsAt: at(20, 15) });
    await aSession(app.database, batch, { title: 'Pameran', startsAt: at(21, 8), endsAt: at(21, 11) });
    people = [];
    for (const name of ['Aminah', 'Budi 100%', 'Cahaya']) {
      people.push(await aRegistrationRow(app.database, batch, { name }));
    }
  });

  const path = () => `/console/angkatan/${batch.id}/presensi`;
  const registration = (index: number) => people[index]?.id ?? '';
  const put = (session: Session, index: number, status: string, by = browser) =>
    app
      .http()
      .post(`/console/sesi/${session.id}/presensi/${registration(index)}`)
      .set({ cookie: by.cookie, accept: 'application/json' })
      .type('form')
      .send({ status });
  /** Letters as the page shows them, a row for each participant. */
  const letters = (text: string) =>
    [...text.matchAll(/<tr data-id.*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td data-mark[^>]*>(.)<\/td>/g)].map(([, letter]) => letter).join(''),
    );
  const sums = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/<tr data-sum="(\w+)">.*?<\/tr>/g)].map(([row, mark]) => [
        mark,
        [...row.matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => Number(count)),
      ]),
    );

  it('shows the day’s sessions, every mark, and sums of each row and column', async () => {
    for (const [session, index, status] of [
      [morning, 0, 'present'],
      [afternoon, 0, 'late'],
      [morning, 1, 'sick'],
    ] as const) {
      expect((await put(session, index, status)).status).toBe(200);
    }
    const { text } = await browser.get(path());
    expect(letters(text)).toEqual(['HT', 'S–', '––']);
    expect(text).not.toContain('Pameran');
    expect([...text.matchAll(/<td>(\d\/\d)<\/td>/g)].map(([, sum]) => sum)).toEqual(['2/2', '0/2', '0/2']);
    expect(sums(text)).toEqual({
      present: [1, 0],
      late: [0, 1],
      excused: [0, 0],
      sick: [1, 0],
      absent: [0, 0],
      none: [1, 2],
    });
    expect(text).toContain('aria-label="Terlambat">T<');
    const other = await browser.get(`${path()}?hari=2026-10-21`);
    expect(letters(other.text)).toEqual(['–', '–', '–']);
    expect((await browser.get(`${path()}?lang=en`)).text).toContain('aria-label="Late">L<');
  });

  it('opens at the day of the session that was asked for', async () => {
    const tomorrow = await aSession(app.database, batch, { title: 'Pasar', startsAt: at(22, 8), endsAt: at(22, 9) });
    const { text } = await browser.get(`${path()}?sesi=${tomorrow.id}`);
    expect(text).toContain('Kamis, 22 Oktober 2026');
    expect(text).toContain(`data-session="${tomorrow.id}" data-asked`);
  });

  it('finds by name, and who is not marked yet, while sums stay those of all', async () => {
    await put(morning, 0, 'present');
    await put(afternoon, 0, 'present');
    await put(morning, 1, 'present');
    const found = async (query: string) => {
      const { text } = await browser.get(`${path()}?hari=2026-10-20&${query}`);
      return [...text.matchAll(/<tr data-id.*?scope="row">(.*?)</g)].map(([, name]) => name);
    };
    expect(await found('q=MIN')).toEqual(['Aminah']);
    expect(await found('q=100%25')).toEqual(['Budi 100%']);
    expect(await found('tampil=belum')).toEqual(['Budi 100%', 'Cahaya']);
    expect(await found('tampil=belum&q=aminah')).toEqual([]);
    expect(sums((await browser.get(`${path()}?q=cahaya`)).text).present).toEqual([2, 1]);
  });

  it('is shown page by page when many take part', async () => {
    for (let number = 0; number < 101; number += 1) {
      await aRegistrationRow(app.database, batch, { name: `Peserta ${String(number).padStart(3, '0')}` });
    }
    const first = await browser.get(`${path()}?hari=2026-10-20`);
    expect(letters(first.text)).toHaveLength(100);
    expect(Buffer.byteLength(first.text)).toBeLessThan(60_000);
    const plain = first.text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const next = /href="([^"]+after=[^"]+)"/.exec(plain)?.[1] ?? '';
    expect(letters((await browser.get(next)).text)).toHaveLength(4);
  });

  it('tells what stands now, by the numbers of the rows', async () => {
    await put(morning, 0, 'present');
    await put(morning, 2, 'absent');
    const { body } = await browser.get(`${path()}/terkini?hari=2026-10-20`).set('accept', 'application/json');
    expect(body).toEqual({
      people: 3,
      marks: { [morning.id]: { present: [people[0]?.sequence], absent: [people[2]?.sequence] }, [afternoon.id]: {} },
    });
  });

  it('saves cells of several people at once, each with its trace', async () => {
    const colleague = await aBrowser(app, { officeId: browser.member.officeId, role: 'attendant' });
    const answers = await Promise.all([
      put(morning, 0, 'present'),
      put(morning, 1, 'late', colleague),
      put(afternoon, 0, 'excused', colleague),
      put(afternoon, 2, 'sick'),
    ]);
    expect(answers.map(({ body }) => body)).toEqual(
      ['present', 'late', 'excused', 'sick'].map((status) => ({ status, before: null })),
    );
    expect(letters((await browser.get(path())).text)).toEqual(['HI', 'T–', '–S']);
    const marks = await app.database.reader.findBy(Attendance, { sessionId: morning.id });
    const trail = await app.database.reader.findBy(AuditEntry, { subjectType: 'attendance' });
    for (const mark of marks) expect(trail.filter(({ subjectId }) => subjectId === mark.id)).toHaveLength(1);
  });

  it('keeps the last mark of one cell and says whose it took the place of', async () => {
    const colleague = await aBrowser(app, { officeId: browser.member.officeId, role: 'attendant' });
    await put(morning, 0, 'present', colleague);
    expect((await put(morning, 0, 'excused')).body).toEqual({
      status: 'excused',
      before: { status: 'present', recordedBy: colleague.member.actor.name },
    });
    expect((await put(morning, 0, 'excused')).body.before).toEqual({
      status: 'excused',
      recordedBy: browser.member.actor.name,
    });
    expect(letters((await browser.get(path())).text)[0]).toBe('I–');
  });

  it('tells the second of two who mark one empty cell at once, whoever that is', async () => {
    const colleague = await aBrowser(app, { officeId: browser.member.officeId });
    for (const index of [0, 1, 2]) {
      const answers = await Promise.all([put(morning, index, 'sick'), put(morning, index, 'late', colleague)]);
      const bodies = answers.map(({ body }) => body);
      const first = bodies.find(({ before }) => before === null);
      const second = bodies.find((body) => body !== first);
      expect(bodies.filter(({ before }) => before === null)).toEqual([first]);
      expect(second.before.status).toBe(first.status);
      const mark = await app.database.reader.findOneByOrFail(Attendance, { registrationId: registration(index) });
      expect(mark.status).toBe(second.status);
    }
  });

  it('lets an organiser take a mark back, and no attendant', async () => {
    const attendant = await aBrowser(app, { officeId: browser.member.officeId, role: 'attendant' });
    await put(morning, 0, 'present');
    const refused = await put(morning, 0, 'none', attendant);
    expect([refused.status, refused.body.code]).toEqual([403, 'role_not_allowed']);
    expect((await attendant.get(path())).text).not.toContain('data-set="none"');
    expect((await put(morning, 0, 'none')).status).toBe(200);
    expect(letters((await browser.get(path())).text)[0]).toBe('––');
    expect((await put(morning, 0, 'none')).body).toEqual({ status: 'none', before: null });
  });

  it('takes no other word, no other batch’s participant, and nobody who is not confirmed', async () => {
    const word = await put(morning, 0, 'dancing');
    expect([word.status, word.body.errors[0].field]).toEqual([422, 'status']);
    const elsewhere = await aRegistrationRow(app.database, await aBatch(app.database, { officeId: batch.officeId }));
    people[0] = elsewhere;
    expect((await put(morning, 0, 'present')).body.code).toBe('wrong_batch');
    people[0] = await aRegistrationRow(app.database, batch, { status: 'cancelled' });
    expect((await put(morning, 0, 'present')).body.code).toBe('not_confirmed');
  });

  describe('closing a session', () => {
    const close = () => `${path()}/sesi/${morning.id}/belum`;
    const standing = async () => letters((await browser.get(`${path()}?hari=2026-10-20`)).text).map((row) => row[0]);

    it('asks first and names who would be absent, then marks them and nobody else', async () => {
      await put(morning, 1, 'late');
      const { text } = await browser.get(close());
      expect(text).toContain('Tandai 2 peserta sebagai alpa?');
      expect(text).toContain('Aminah');
      expect(text).not.toContain('Budi');
      expect(await standing()).toEqual(['–', 'T', '–']);
      const done = await browser.post(close(), { shown: '2' });
      expect([done.status, done.headers.location]).toEqual([303, `${path()}?hari=2026-10-20&done=attendance.closed`]);
      expect(await standing()).toEqual(['A', 'T', 'A']);
      expect((await browser.get(close())).text).toContain('sudah dicatat');
    });

    it('keeps what the door recorded since it was asked', async () => {
      await app.app.get(MarkAttendance).run(browser.member.actor, morning.id, registration(0), { status: 'present' });
      await browser.post(close(), { shown: '3' });
      expect(await standing()).toEqual(['H', 'A', 'A']);
    });

    it('marks nobody when there are more than were shown', async () => {
      const answer = await browser.post(close(), { shown: '2' });
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('baru saja diubah');
      expect(await standing()).toEqual(['–', '–', '–']);
    });

    it('is refused before the session has begun', async () => {
      app.clock.moveTo(new Date('2026-10-19T23:59:00.000Z'));
      browser = await aBrowser(app, { officeId: batch.officeId });
      const answer = await browser.post(close(), { shown: '3' });
      expect([answer.status, answer.text.includes('belum dimulai')]).toEqual([409, true]);
      expect(await standing()).toEqual(['–', '–', '–']);
    });
  });
});
