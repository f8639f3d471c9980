import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { SurveyAnswer } from '../../src/surveys/survey-answer.entity.js';
import { Survey } from '../../src/surveys/survey.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { openWebsite, type Website } from './website.js';

const heaviest = 60 * 1024;

describe('a survey in a browser', () => {
  let site: Website;
  let staff: Browser;
  let batch: Batch;
  let session: Session;

  beforeAll(async () => {
    site = await openWebsite();
    site.app.clock.moveTo(new Date('2026-10-20T04:00:00Z'));
    staff = await aBrowser(site.app);
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    batch = await aBatch(site.app.database, { officeId: staff.member.officeId });
    session = await aSession(site.app.database, batch);
  });

  const survey = () => site.app.database.reader.findOneByOrFail(Survey, { batchId: batch.id });
  const click = (page: Page, selector: string) => Promise.all([page.waitForEvent('load'), page.click(selector)]);
  const attendantLink = async () => {
    const one = await anAttendant(site.app.database, { batch, session, userId: staff.member.userId });
    return `/pendaftaran/${site.app.app.get(RegistrationLinks).manageToken(one)}`;
  };

  async function prepare(javaScriptEnabled: boolean): Promise<Page> {
    const page = await site.visit('/masuk', { javaScriptEnabled });
    const [name = '', value = ''] = staff.cookie.split('=');
    await page.context().addCookies([{ name, value, url: site.base }]);
    await page.goto(`${site.base}/console/angkatan/${batch.id}/laporan`);
    await click(page, 'a:has-text("Hasil survei")');
    await click(page, 'a:has-text("Susun pertanyaan")');
    await click(page, 'button:has-text("Pakai pertanyaan siap pakai")');
    await click(page, 'a:has-text("Pertanyaan baru")');
    await page.fill('#text', 'Kapan Anda ingin dilatih lagi?');
    await page.check('[name="kind"][value="choice"]');
    await page.fill('#options', 'Bulan depan\nTahun depan');
    await click(page, 'button:has-text("Simpan")');
    await click(page, 'ol > li:last-child button:has-text("Naik")');
    await click(page, 'ol > li:first-child button:has-text("Hapus")');
    expect((await survey()).questions.map(({ kind }) => kind)).toEqual([
      ...['scale', 'scale', 'scale', 'choices', 'long_text', 'yes_no', 'choice', 'long_text'],
    ]);
    await click(page, 'a:has-text("Kembali ke hasil survei")');
    await page.fill('#daysOpen', '10');
    await click(page, 'button:has-text("Nyatakan siap")');
    return page;
  }

  it.each([true, false])(
    'goes from its questions to its results, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const desk = await prepare(javaScriptEnabled);
      for (const [number, word] of ['Modal', 'Ruang', 'Waktu'].entries()) {
        const page = await site.visit(await attendantLink(), { javaScriptEnabled });
        await click(page, 'a:has-text("Isi survei")');
        await click(page, 'button:has-text("Kirim jawaban")');
        expect(await page.locator('.flash-error li').count()).toBe(5);
        const [first] = (await survey()).questions;
        expect(await page.locator(`[id="q-${first?.id ?? ''}-error"]`).innerText()).toBe('Wajib diisi.');
        for (const scale of await page.locator('.scale').all())
          await scale
            .locator('label')
            .nth(4 - number)
            .click();
        await page.check('input[value="yes"]');
        await page.check('label:has-text("Tahun depan")');
        await page.check('label:has-text("Pemasaran") >> nth=0');
        await page.fill('textarea >> nth=1', `${word} perlu ditambah.`);
        await click(page, 'button:has-text("Kirim jawaban")');
        expect(await page.locator('main').innerText()).toContain('Terima kasih. Jawaban Anda sudah kami terima.');
        expect(await page.locator('form.questions').count()).toBe(0);
        await page.context().close();
      }
      await desk.reload();
      const told = await desk.locator('main').innerText();
      expect(told).toContain('3 dari 3 peserta yang hadir');
      expect(told).toContain('rata-rata 4 dari 5');
      expect(told).toContain('Ruang perlu ditambah.');
      expect(await site.app.database.reader.countBy(SurveyAnswer, { surveyId: (await survey()).id })).toBe(3);
      await desk.context().close();
    },
    120_000,
  );

  it('weighs little, and is read in English', async () => {
    await (await prepare(false)).context().close();
    const page = await site.visit(await attendantLink(), { locale: 'en-GB' });
    let weight = 0;
    page.on('response', (response) => {
      void response.body().then(({ length }) => (weight += length));
    });
    await Promise.all([page.waitForEvent('load'), page.click('a:has-text("Fill in the survey")')]);
    expect(await page.locator('main').innerText()).toContain('How satisfied are you with the trainers?');
    await page.waitForLoadState('networkidle');
    expect(weight).toBeGreaterThan(1000);
    expect(weight).toBeLessThan(heaviest);
    await page.context().close();
  }, 60_000);
});
