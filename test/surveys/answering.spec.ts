import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { breaksUnique } from '../../src/database/constraints.js';
import { insertRow, updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Keyring } from '../../src/kernel/keyring.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { SurveyAnswer } from '../../src/surveys/survey-answer.entity.js';
import { SurveyParticipation } from '../../src/surveys/survey-participation.js';
import { SurveyReceipt } from '../../src/surveys/survey-receipt.entity.js';
import { Survey } from '../../src/surveys/survey.entity.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { aQuestion, aSurvey } from '../factories/survey.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('answering a survey', () => {
  let app: TestApp;
  let member: StaffMember;
  let batch: Batch;
  let session: Session;
  let survey: Survey;

  beforeAll(async () => {
    app = await startApp();
    member = await aStaffMember(app.database);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    batch = await aBatch(app.database, { officeId: member.officeId });
    session = await aSession(app.database, batch);
    survey = await aSurvey(app.database, batch);
    app.clock.moveTo(new Date('2026-10-20T04:00:00Z'));
  });

  const attendant = (status: 'present' | 'late' | 'excused' = 'present', given: Partial<Registration> = {}) =>
    anAttendant(app.database, { batch, session, userId: member.userId }, status, given);
  const pathOf = (registration: Registration) => app.app.get(SurveyParticipation).path(registration);
  const see = (path: string) => app.http().get(path).set({ accept: 'text/html', 'accept-language': 'id' });
  const field = () => `q.${survey.questions[0]?.id ?? ''}`;
  const send = (registration: Registration, fields: Readonly<Record<string, string | readonly string[]>> = {}) =>
    app
      .http()
      .post(pathOf(registration))
      .set({ accept: 'text/html', 'accept-language': 'id' })
      .type('form')
      .send({ revision: String(survey.revision), [field()]: '5', ...fields });
  const sheets = () => app.database.reader.findBy(SurveyAnswer, { surveyId: survey.id });
  const change = (given: Partial<Survey>) =>
    app.database.transaction((tx) => updateRows(tx, Survey, { id: survey.id }, given));

  it('is done once by each who was there, in time or late, and thanked for', async () => {
    const people = [await attendant(), await attendant('late')];
    for (const one of people) {
      const sent = await send(one);
      expect([sent.status, sent.headers.location]).toEqual([303, pathOf(one)]);
      expect((await see(pathOf(one))).text).toContain('Jawaban Anda sudah kami terima.');
      const again = await send(one, { [field()]: '1' });
      expect([again.status, (await sheets()).every(({ sheet }) => Object.values(sheet)[0] === 5)]).toEqual([409, true]);
    }
    expect(await sheets()).toHaveLength(2);
    expect((await app.database.reader.findOneByOrFail(Survey, { id: survey.id })).answerCount).toBe(2);
  });

  it('counts one sheet of those that one person sends at once', async () => {
    const one = await attendant();
    const answers = await Promise.all([send(one), send(one), send(one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(await sheets()).toHaveLength(1);
  });

  it('keeps nothing that tells who answered what, and no time at all', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => attendant()));
    const audited = await app.database.reader.count(AuditEntry);
    for (const one of people) await send(one);
    expect(await app.database.reader.count(AuditEntry)).toBe(audited);
    const receipts = await app.database.reader.find(SurveyReceipt);
    expect(Object.keys(receipts[0] ?? {})).toEqual(['registrationId']);
    const kept = await sheets();
    for (const { id, ...rest } of kept) {
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
      expect(Object.keys(rest).sort()).toEqual(['sheet', 'surveyId']);
      expect(
        people.some(({ id: known, code }) => JSON.stringify(rest).match(known) ?? JSON.stringify(rest).match(code)),
      ).toBe(false);
    }
  });

  it('writes all sheets anew, so that their place in the file says nothing of their order', async () => {
    const order = app.database.engineName === 'sqlite' ? 'rowid' : 'ctid';
    const transaction = app.database.engineName === 'sqlite' ? `'one'` : 'xmin::text';
    for (let count = 0; count < 6; count += 1) await send(await attendant());
    const rows: { id: string; written: string }[] = await app.database.reader.query(
      `SELECT id, ${transaction} AS written FROM survey_answers WHERE survey_id = '${survey.id}' ORDER BY ${order}`,
    );
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(rows.map(({ written }) => written)).size).toBe(1);
  });

  it('is for nobody who was not there, before it opens, or after it closed', async () => {
    const absent = [await attendant('excused'), await aRegistrationRow(app.database, batch)];
    for (const one of absent) {
      expect((await see(pathOf(one))).text).toContain('Survei ini untuk peserta yang hadir.');
      expect((await send(one)).status).toBe(409);
    }
    const one = await attendant();
    app.clock.moveTo(new Date('2026-10-20T02:59:59Z'));
    expect((await see(pathOf(one))).text).toContain('Survei ini belum dibuka.');
    expect((await send(one)).status).toBe(409);
    app.clock.moveTo(new Date('2026-11-03T03:00:00Z'));
    expect((await see(pathOf(one))).text).toContain('Survei ini sudah ditutup.');
    expect((await send(one)).status).toBe(409);
    expect(await sheets()).toEqual([]);
    app.clock.moveTo(new Date('2026-11-03T02:59:59Z'));
    expect((await send(one)).status).toBe(303);
  });

  it('is opened by its own link alone, and only where something is asked', async () => {
    const one = await attendant();
    const { id, tokenVersion } = one;
    const links = app.app.get(RegistrationLinks);
    for (const token of [
      links.manageToken(one),
      links.ticket(one),
      app.app.get(Keyring).token('survey', id, tokenVersion + 1),
      'x',
    ]) {
      expect((await see(`/survei/${token}`)).status).toBe(404);
    }
    expect((await see(pathOf(one).replace('/survei/', '/pendaftaran/'))).status).toBe(404);
    await change({ status: 'draft' });
    expect((await see(pathOf(one))).status).toBe(404);
    const elsewhere = await aRegistrationRow(app.database, await aBatch(app.database, { officeId: member.officeId }));
    expect((await see(pathOf(elsewhere))).status).toBe(404);
  });

  it('tells each fault at its field and keeps what was typed', async () => {
    const text = aQuestion('long_text', { required: false });
    const several = aQuestion('choices');
    await change({ questions: [...survey.questions, text, several] });
    const answer = await send(await attendant(), {
      [field()]: '9',
      [`q.${text.id}`]: 'Materi <b>bagus</b>',
      [`q.${several.id}`]: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Materi &lt;b&gt;bagus&lt;/b&gt;');
    expect(answer.text).toContain(`href="#q-${several.id}">3. Pertanyaan choices: Wajib diisi.`);
    expect(answer.text).toContain(`id="q-${survey.questions[0]?.id ?? ''}-error"`);
    expect(await sheets()).toEqual([]);
  });

  it('shows the questions again when they were changed meanwhile', async () => {
    const one = await attendant();
    await change({ revision: 2, questions: [...survey.questions, aQuestion('yes_no')] });
    const answer = await send(one);
    expect([answer.status, answer.text.includes('Pertanyaan baru saja diubah oleh panitia.')]).toEqual([409, true]);
    expect(answer.text).toContain('Pertanyaan yes_no');
    expect(answer.text).toMatch(/value="5" checked/);
    expect(await sheets()).toEqual([]);
  });

  it('is offered on the page of the registration', async () => {
    const one = await attendant();
    const own = `/pendaftaran/${app.app.get(RegistrationLinks).manageToken(one)}`;
    expect((await see(own)).text).toContain(`href="${pathOf(one)}"`);
    await send(one);
    const after = (await see(own)).text;
    expect([after.includes('/survei/'), after.includes('Jawaban Anda sudah kami terima.')]).toEqual([false, true]);
  });

  it('is held by the database, too: one receipt for each registration', async () => {
    const one = await attendant();
    await send(one);
    const twice = await app.database
      .transaction((tx) => insertRow(tx, SurveyReceipt, { registrationId: one.id }))
      .catch((error: unknown) => error);
    expect(breaksUnique(twice, 'pk_survey_receipts', 'survey_receipts', ['registration_id'])).toBe(true);
  });
});
