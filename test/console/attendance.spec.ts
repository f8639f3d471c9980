import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, type Registered } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

describe('attendance by hand', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let session: Session;
  let people: Registered[];
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    batch = await aBatch(app.database);
    session = await aSession(app.database, batch);
    people = [];
    for (let person = 0; person < 3; person += 1) people.push(await aRegistration(app, batch, (number += 1)));
  });

  const matrix = () => `/console/angkatan/${batch.id}/presensi`;
  const path = () => `${matrix()}/sesi/${session.id}`;
  const id = (index: number) => people[index]?.id ?? '';
  const save = (fields: Record<string, string>, by = browser) => by.post(path(), fields);
  /** What stands, in the order of registering. */
  const standing = async () => {
    const marks = await app.database.reader.findBy(Attendance, { sessionId: session.id });
    return people.map((person) => marks.find(({ registrationId }) => registrationId === person.id)?.status ?? '');
  };
  const sentAsShown = (marks: readonly string[], shown: readonly string[] = ['', '', '']) =>
    Object.fromEntries(
      people.flatMap((person, index) => [
        [`was.${person.id}`, shown[index] ?? ''],
        [`mark.${person.id}`, marks[index] ?? ''],
      ]),
    );

  it('is saved for those whose choice was changed, and shown again', async () => {
    const answer = await save(sentAsShown(['present', '', 'sick']));
    expect([answer.status, answer.headers.location]).toEqual([303, `${path()}?done=attendance.saved`]);
    expect(await standing()).toEqual(['present', '', 'sick']);
    const { text } = await browser.get(path());
    expect(text).toContain('Hadir: 1');
    expect(text).toContain('Belum dicatat: 1');
    expect(text).toMatch(new RegExp(`name="was.${id(2)}" value="sick"`));
  });

  it('marks the rest in one go and leaves those alone who have a mark', async () => {
    await save(sentAsShown(['present', '', '']));
    await save({ ...sentAsShown(['present', '', ''], ['present', '', '']), rest: 'absent' });
    expect(await standing()).toEqual(['present', 'absent', 'absent']);
  });

  it('does not undo what the door recorded while the screen stood open', async () => {
    await app.app.get(MarkAttendance).run(browser.member.actor, session.id, id(1), { status: 'present' });
    const answer = await save({ ...sentAsShown(['', '', '']), rest: 'absent' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('baru saja diubah');
    expect(await standing()).toEqual(['absent', 'present', 'absent']);
  });

  it('is taken back by an organiser, and not by an attendant', async () => {
    await save(sentAsShown(['present', 'late', '']));
    const attendant = await aBrowser(app, { role: 'attendant' });
    const { text } = await attendant.get(path());
    const own = [...text.matchAll(new RegExp(`name="mark.${id(0)}" value="(\\w+)"( checked)?`, 'g'))];
    expect(own.map(([, mark, checked]) => [mark, checked !== undefined])).toEqual([
      ['present', true],
      ...['late', 'excused', 'sick', 'absent'].map((mark) => [mark, false]),
    ]);
    const back = sentAsShown(['', 'late', ''], ['present', 'late', '']);
    expect((await save(back, attendant)).status).toBe(403);
    expect(await standing()).toEqual(['present', 'late', '']);
    expect((await save(back)).status).toBe(303);
    expect(await standing()).toEqual(['', 'late', '']);
  });

  it('takes no word that is no mark, and no participant of another batch', async () => {
    const other = await aBatch(app.database);
    const stranger = await aRegistration(app, other, (number += 1));
    const answer = await save({
      [`mark.${id(0)}`]: 'dancing',
      [`mark.${stranger.id}`]: 'present',
      'mark.x': 'present',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Tiket ini untuk kegiatan lain');
    expect(await standing()).toEqual(['', '', '']);
  });

  it('is found for one session of the batch only', async () => {
    const other = await aSession(app.database, await aBatch(app.database));
    expect((await browser.get(`${matrix()}/sesi/${other.id}`)).status).toBe(404);
    expect((await browser.post(`${matrix()}/sesi/${other.id}`, { [`mark.${id(0)}`]: 'present' })).status).toBe(404);
    expect(await standing()).toEqual(['', '', '']);
  });
});
