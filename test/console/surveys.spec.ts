import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { AnswerSurvey } from '../../src/surveys/answer-survey.js';
import { SurveyParticipation } from '../../src/surveys/survey-participation.js';
import { Survey } from '../../src/surveys/survey.entity.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { anOffice } from '../factories/staff.js';
import { aQuestion, aSurvey } from '../factories/survey.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

describe('surveys in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let session: Session;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(new Date('2026-10-20T00:00:00Z'));
    browser = await aBrowser(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    batch = await aBatch(app.database, { officeId: browser.member.officeId, capacity: 60 });
    session = await aSession(app.database, batch);
    app.clock.moveTo(new Date('2026-10-20T04:00:00Z'));
  });

  const path = (rest = '') => `/console/angkatan/${batch.id}/survei${rest}`;
  const survey = () => app.database.reader.findOneByOrFail(Survey, { batchId: batch.id });
  const texts = async () => (await survey()).questions.map(({ text }) => text.id);
  const answer = async (sheet: Readonly<Record<string, string>>) => {
    const one = await anAttendant(app.database, { batch, session, userId: browser.member.userId });
    const token = app.app.get(SurveyParticipation).path(one).split('/').at(-1) ?? '';
    const typed = Object.fromEntries(Object.entries(sheet).map(([id, value]) => [`q.${id}`, value]));
    await app.app.get(AnswerSurvey).run(token, { revision: (await survey()).revision, typed });
  };

  it('begin with the ready set, and are added to, moved, changed and emptied', async () => {
    expect((await browser.get(`/console/angkatan/${batch.id}/laporan`)).text).toContain(`href="${path()}"`);
    expect((await browser.get(path())).text).toContain('Belum ada pertanyaan.');
    const taken = await browser.post(path('/pertanyaan'), { revision: '0' });
    expect(taken.headers.location).toBe(`${path('/pertanyaan')}?done=surveys.questions`);
    expect(await texts()).toHaveLength(8);
    const add = await browser.post(path('/pertanyaan/baru'), { key: '1', kind: 'yes_no', text: 'Mau ikut lagi?' });
    expect(add.status).toBe(303);
    const added = (await survey()).questions.at(-1);
    expect(added).toMatchObject({ kind: 'yes_no', required: false, text: { id: 'Mau ikut lagi?', en: null } });
    const at = (word = '') => path(`/pertanyaan/${added?.id ?? ''}${word}`);
    expect((await browser.post(at('/pindah'), { revision: '2', direction: 'up' })).status).toBe(303);
    expect((await texts()).at(-2)).toBe('Mau ikut lagi?');
    expect((await browser.get(at())).text).toContain('value="Mau ikut lagi?"');
    const changed = { key: '3', kind: 'choice', text: 'Kapan?', options: 'Pagi\r\nSore', required: 'true' };
    expect((await browser.post(at(), changed)).status).toBe(303);
    expect((await survey()).questions.at(-2)).toMatchObject({
      text: { id: 'Kapan?' },
      options: [{ id: 'Pagi' }, { id: 'Sore' }],
    });
    expect((await browser.get(at())).text).toContain('>Pagi\nSore</textarea>');
    expect((await browser.post(at('/hapus'), { revision: '4' })).status).toBe(303);
    expect(await texts()).toHaveLength(8);
    expect(await app.database.reader.countBy(AuditEntry, { subjectId: (await survey()).id })).toBe(5);
  });

  it('refuse what another has changed meanwhile, what is wrong, and a twenty-first question', async () => {
    const questions = Array.from({ length: 20 }, () => aQuestion('scale'));
    const [first] = questions;
    await aSurvey(app.database, batch, { questions, status: 'draft' });
    const stale = await browser.post(path(`/pertanyaan/${first?.id ?? ''}/hapus`), { revision: '0' });
    expect([stale.status, stale.text.includes('Data ini baru saja diubah')]).toEqual([409, true]);
    const full = await browser.post(path('/pertanyaan/baru'), { key: '1', kind: 'scale', text: 'Satu lagi' });
    expect([full.status, full.text.includes('paling banyak 20 pertanyaan')]).toEqual([409, true]);
    const wrong = await browser.post(path('/pertanyaan/baru'), { key: '1', kind: 'choice', text: '', options: 'A' });
    expect([wrong.status, wrong.text.includes('href="#text"')]).toEqual([422, true]);
    const options = await browser.post(path('/pertanyaan/baru'), { key: '1', kind: 'choice', text: 'x', options: 'A' });
    expect([options.status, options.text.includes('Tulis 2 sampai 10 pilihan')]).toEqual([422, true]);
    expect(await texts()).toHaveLength(20);
  });

  it('copy another batch’s questions, but not another office’s', async () => {
    const other = await aBatch(app.database, { officeId: browser.member.officeId });
    await aSurvey(app.database, other, { questions: [aQuestion('yes_no', { text: { id: 'Dari sana?', en: null } })] });
    const foreign = await aBatch(app.database, { officeId: await anOffice(app.database) });
    await aSurvey(app.database, foreign);
    const { text } = await browser.get(path('/pertanyaan'));
    expect([text.includes(other.id), text.includes(foreign.id)]).toEqual([true, false]);
    expect((await browser.post(path('/pertanyaan'), { revision: '0', from: foreign.id })).status).toBe(404);
    expect((await browser.post(path('/pertanyaan'), { revision: '0', from: '' })).status).toBe(422);
    expect((await browser.post(path('/pertanyaan'), { revision: '0', from: other.id })).status).toBe(303);
    expect(await texts()).toEqual(['Dari sana?']);
  });

  it('are declared ready, opened and closed, and never without a question', async () => {
    const act = (action: string, daysOpen = '14') => browser.post(path(), { action, daysOpen });
    const none = await act('ready');
    expect([none.status, none.text.includes('Susun sedikitnya satu pertanyaan')]).toEqual([409, true]);
    await browser.post(path('/pertanyaan'), { revision: '0' });
    app.clock.moveTo(session.startsAt);
    expect((await act('ready', '7')).headers.location).toBe(`${path()}?done=surveys.ready`);
    expect((await browser.get(path())).text).toContain('27 Oktober 2026 pukul 11.00 WITA');
    expect((await act('open', '7')).headers.location).toContain('done=surveys.open');
    expect((await act('open', '7')).status).toBe(409);
    const wrong = await act('save', '91');
    expect([wrong.status, wrong.text.includes('id="daysOpen-error"')]).toEqual([422, true]);
    expect((await act('close', '7')).status).toBe(303);
    expect((await browser.get(path())).text).toContain('Ditutup sejak');
    expect((await act('explode')).status).toBe(409);
    expect(await survey()).toMatchObject({ daysOpen: 7, closedAt: session.startsAt });
  });

  it('show no result of two, and all of three, with averages, bars, texts and files', async () => {
    const [scale, several, text] = [
      aQuestion('scale'),
      aQuestion('choices'),
      aQuestion('long_text', { required: false }),
    ];
    await aSurvey(app.database, batch, { questions: [scale, several, text] });
    await answer({ [scale.id]: '5', [several.id]: '0,1', [text.id]: '=1+1' });
    await answer({ [scale.id]: '4', [several.id]: '1' });
    await anAttendant(app.database, { batch, session, userId: browser.member.userId });
    const few = (await browser.get(path())).text;
    expect(few).toContain('2 dari 3 peserta yang hadir');
    expect(few).not.toContain('rata-rata');
    expect(few).not.toContain('=1+1');
    expect((await browser.get(path(`/teks/${text.id}`))).text).not.toContain('1+1');
    expect((await browser.get(path('/unduh/csv'))).status).toBe(404);
    await answer({ [scale.id]: '4', [several.id]: '1', [text.id]: 'Tempatnya nyaman' });
    const shown = (await browser.get(path())).text;
    expect(shown).toContain('3 dari 4 peserta yang hadir');
    expect(shown).toContain('rata-rata 4,33 dari 5');
    expect(shown).toContain('<progress value="3" max="3" aria-label="Pasar">3 (100%)');
    expect(shown).toContain('Tempatnya nyaman');
    const csv = await browser.get(path('/unduh/csv'));
    expect(csv.headers['content-disposition']).toMatch(/filename="survei-angkatan-1-2026-10-20\.csv"/);
    expect(csv.text).toContain("3;Pertanyaan long_text;'=1+1;;;");
    const xlsx = await browser.get(path('/unduh/xlsx'));
    expect([xlsx.status, xlsx.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });

  it('are no longer changed once somebody answered', async () => {
    const scale = aQuestion('scale');
    await aSurvey(app.database, batch, { questions: [scale] });
    await answer({ [scale.id]: '3' });
    const page = (await browser.get(path('/pertanyaan'))).text;
    expect([page.includes('tidak dapat diubah lagi'), page.includes('<button class="button button-bad')]).toEqual([
      true,
      false,
    ]);
    for (const [rest, fields] of [
      ['/pertanyaan', { revision: '1' }],
      [`/pertanyaan/${scale.id}/hapus`, { revision: '1' }],
      [`/pertanyaan/${scale.id}`, { key: '1', kind: 'scale', text: 'Lain' }],
    ] as const) {
      const refused = await browser.post(path(rest), fields);
      expect([refused.status, refused.text.includes('Jawaban pertama sudah masuk')]).toEqual([409, true]);
    }
    expect((await survey()).questions).toEqual([scale]);
  });

  it('list many texts page by page, each once, in another order than another question’s', async () => {
    const [one, two] = [aQuestion('short_text'), aQuestion('short_text')];
    await aSurvey(app.database, batch, { questions: [one, two] });
    for (let number = 0; number < 52; number += 1) await answer({ [one.id]: `a${number};`, [two.id]: `b${number};` });
    const read = async (id: string) => {
      const first = (await browser.get(path(`/teks/${id}`))).text;
      const next = /href="([^"]+\?after[^"]+)"/.exec(first)?.[1] ?? '';
      const second = (await browser.get(next.replace('&#x3D;', '='))).text;
      return [first, second].map((text) => [...text.matchAll(/<li>[ab](\d+);<\/li>/g)].map(([, number]) => number));
    };
    const [ofOne, ofTwo] = [await read(one.id), await read(two.id)];
    expect([ofOne[0]?.length, ofOne[1]?.length, new Set(ofOne.flat()).size]).toEqual([50, 2, 52]);
    expect(ofTwo.flat()).not.toEqual(ofOne.flat());
  });
});
