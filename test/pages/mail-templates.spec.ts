import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { faults, keepPicture, overflowing } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

/** Of one step, on a busy machine. */
const patience = 15_000;
const wholeTest = 120_000;

describe.each([true, false])('the mail of an office, with JavaScript: %s', (javaScriptEnabled) => {
  let site: Website;
  let browser: Browser;
  let batch: Batch;

  beforeAll(async () => {
    site = await openWebsite();
    const { database } = site.app;
    const officeId = await anOffice(database);
    browser = await aBrowser(site.app, { officeId });
    batch = await aBatch(database, { officeId });
    await aSession(database, batch);
    await aRegistration(site.app, batch, 1, { participant: { name: 'Siti Rahmah', email: 'siti@usaha.example' } });
  }, 60_000);
  afterAll(() => site.close());

  const visit = async (path: string, viewport = laptop): Promise<Page> => {
    const context = await site.browser.newContext({ viewport, locale: 'id-ID', javaScriptEnabled });
    const [name = '', value = ''] = browser.cookie.split('=');
    await context.addCookies([{ name, value, url: site.base }]);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(`${site.base}${path}`);
    return page;
  };
  const push = async (page: Page, name: string) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).first().click()]);
  };
  const go = async (page: Page, name: string | RegExp) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name }).first().click()]);
  };
  const frame = (page: Page) => page.locator('.mail-frame:not(.mail-frame-next)').last().contentFrame();

  it(
    'is put into own words, seen as they are typed, tried out, kept and given up',
    async () => {
      const page = await visit('/console/pesan');
      await go(page, 'Templat email');
      await go(page, /Pengingat:\s+Bahasa Indonesia/);
      await frame(page).getByText('Pengingat: Pemasaran Digital').waitFor();
      const own = 'Yth. {{nama}},\n\nSampai jumpa di {{tempat}}!\n\n{{rincian}}\n\n{{tiket}}\n\n';
      await page.fill('[name=subject]', 'Jangan lupa: {{kegiatan}}');
      await page.fill('[name=body]', own);
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
      await frame(page).getByText('{{tautan_pendaftaran}} wajib ada').waitFor();
      await push(page, 'Simpan');
      expect(await page.locator('#body-error').innerText()).toBe(
        'Baris 7, kolom 10: {{tautan_pendaftaran}} wajib ada dalam email ini.',
      );
      const typed = await page.inputValue('[name=body]');
      expect(typed).toBe(own.trim());
      if (javaScriptEnabled) {
        await page.locator('[name=body]').press('Control+End');
        await page.locator('[name=body]').pressSequentially('\n\n');
        await page.getByRole('button', { name: '{{tautan_pendaftaran}}' }).click();
      } else {
        await page.fill('[name=body]', `${typed}\n\n{{tautan_pendaftaran}}`);
        await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
      }
      await frame(page).getByText('Sampai jumpa di Balai Pelatihan Koperasi dan UKM!').first().waitFor();
      await frame(page).getByRole('link', { name: 'Lihat pendaftaran' }).waitFor();
      await push(page, 'Kirim uji coba ke saya');
      expect(await page.locator('[role=status]').innerText()).toContain('Email uji coba masuk antrean kirim');
      await push(page, 'Simpan');
      expect(await page.locator('[role=status]').innerText()).toContain('Templat disimpan.');
      await site.app.app.get(Dispatcher).drain();
      await go(page, 'Pesan');
      await go(page, 'Uji coba templat');
      expect(await page.locator('.facts').innerText()).toContain('[Uji coba] Jangan lupa: Pemasaran Digital');
      await frame(page).getByText('Sampai jumpa di Balai').first().waitFor();
      await page.goto(`${site.base}/console/pesan/templat/session-reminder/id`);
      await page.getByText('Kembali ke teks bawaan').click();
      await push(page, 'Ya, pakai teks bawaan');
      expect(await page.locator('[role=status]').innerText()).toContain('kembali memakai teks bawaan');
      expect(await page.inputValue('[name=subject]')).toMatch(/^Pengingat: \{\{kegiatan\}\}/);
      await page.context().close();
    },
    wholeTest,
  );

  it(
    'leaves no step for the arrow back, however often it is previewed',
    async () => {
      if (!javaScriptEnabled) return;
      const page = await visit('/console/pesan/templat');
      await go(page, /Pengingat:\s+Bahasa Indonesia/);
      for (const word of ['satu', 'dua']) {
        await page.fill('[name=subject]', word);
        await frame(page).getByText(word, { exact: true }).waitFor();
      }
      await page.goBack();
      expect(new URL(page.url()).pathname).toBe('/console/pesan/templat');
      await page.context().close();
    },
    wholeTest,
  );

  it(
    'is seen before a batch is called off',
    async () => {
      for (const viewport of [phone, laptop]) {
        const page = await visit(`/console/angkatan/${batch.id}/batal`, viewport);
        await page.fill('[name=reason]', 'Aula terendam banjir');
        await push(page, 'Lanjut: lihat emailnya');
        expect(await page.locator('main').innerText()).toContain('Email ini akan dikirim kepada 1 orang.');
        await page.locator('.mail-frame').first().contentFrame().getByText('Aula terendam banjir').waitFor();
        await page.locator('.mail-frame').last().contentFrame().getByText('Dear').waitFor();
        expect(await overflowing(page)).toEqual([]);
        // axe waits for frames by a timer, and a page without scripts has none.
        if (javaScriptEnabled) expect(await faults(page)).toEqual([]);
        await keepPicture(page, 'mail-callOff2');
        if (viewport === laptop) {
          await push(page, 'Ya, batalkan dan beri tahu semua');
          expect(await page.locator('main').innerText()).toContain('Angkatan dibatalkan.');
        }
        await page.context().close();
      }
      const { reader } = site.app.database;
      expect(await reader.countBy(EmailMessage, { template: 'batch-cancelled' })).toBe(1);
      expect((await reader.findOneByOrFail(Batch, { id: batch.id })).status).toBe('cancelled');
    },
    wholeTest,
  );
});
