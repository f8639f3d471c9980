import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { faults, keepPicture, overflowing, tooSmall } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

/** Each step opens several pages. */
jest.setTimeout(90_000);

const regencies = ['63.71', '63.71', '63.71', '63.72', '63.05'];

describe.each([true, false])('selecting participants, with JavaScript: %s', (javaScriptEnabled) => {
  let site: Website;
  let organizer: Browser;
  let page: Page;
  let batchId: string;

  beforeAll(async () => {
    site = await openWebsite();
    const { database } = site.app;
    organizer = await aBrowser(site.app);
    const batch = await aBatch(database, {
      kind: 'diklat',
      admission: 'selection',
      capacity: 3,
      quotas: [{ regencyCode: '63.71', capacity: 1 }],
    });
    batchId = batch.id;
    await aSession(database, batch);
    for (const [index, regencyCode] of regencies.entries()) {
      await aRegistration(site.app, batch, index + 1, {
        participant: { name: `Peserta ${'ABCDE'.charAt(index)}`, regencyCode },
        enterprise: { nib: index === 2 ? '9120001234567' : undefined },
      });
    }
    page = await open(laptop);
    page.setDefaultTimeout(20_000);
  }, 60_000);

  afterAll(() => site.close());

  /** By a cookie of the browser's own, which it keeps where a form leads on. */
  const open = async (viewport: typeof phone) => {
    const visitor = await site.visit('/privasi', { viewport, javaScriptEnabled });
    const [name = '', value = ''] = organizer.cookie.split('=');
    await visitor.context().addCookies([{ name, value, url: site.base }]);
    await visitor.goto(`${site.base}/console/angkatan/${batchId}/peserta`);
    return visitor;
  };
  const go = async (name: string | RegExp) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name }).first().click()]);
  };
  const push = async (name: string) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
  };
  const ticked = () =>
    page.locator('[name=n]:checked').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
  const bar = (label: string) =>
    page.locator('.bar', { hasText: label }).evaluateAll((bars) =>
      bars.map((one) => ({
        text: one.querySelector('.bar-text')?.textContent,
        value: one.querySelector('progress')?.value,
        over: one.classList.contains('bar-over'),
      })),
    );
  const sound = async (picture: string) => {
    await keepPicture(page, `selection-${picture}`);
    // axe needs scripts of its own.
    if (javaScriptEnabled) expect(await faults(page)).toEqual([]);
  };
  const statuses = async () => {
    const rows = await site.app.database.reader.find(Registration, {
      where: { batchId },
      order: { sequence: 'ASC' },
    });
    return rows.map(({ status }) => status);
  };

  it('begins with criteria', async () => {
    await go('Seleksi');
    await go('Ubah kriteria');
    await page.fill('[name="weight.fewest_trainings"]', '');
    await page.fill('[name="weight.has_nib"]', '40');
    await push('Simpan');
    expect(await page.locator('[role=status]').innerText()).toContain('Kriteria sudah disimpan');
    const names = await page.locator('.ranking strong').allInnerTexts();
    expect(names[0]).toBe('1. Peserta C');
  });

  it('fills the bars of seats, quota, region and gender as people are ticked', async () => {
    for (const name of ['Peserta A', 'Peserta B', 'Peserta D']) await page.getByLabel(name).check();
    if (!javaScriptEnabled) await push('Hitung');
    expect(await bar('Seluruh kursi')).toEqual([{ text: '3 dari 3', value: 3, over: false }]);
    expect(await bar('Kota Banjarmasin')).toEqual([
      { text: '2 dari 1', value: 1, over: true },
      { text: '2 dari 3', value: 2, over: false },
    ]);
    expect(await bar('Kota Banjarbaru')).toEqual([{ text: '1 dari 1', value: 1, over: false }]);
    expect(await bar('Perempuan')).toEqual([{ text: '3 dari 5', value: 3, over: false }]);
    await sound('ticked');
    await page.getByLabel('Peserta B').uncheck();
    if (!javaScriptEnabled) await push('Hitung');
    expect((await bar('Kota Banjarmasin'))[0]).toEqual({ text: '1 dari 1', value: 1, over: false });
  });

  it('proposes the best who fit', async () => {
    await push('Usulkan pilihan');
    expect(await ticked()).toEqual(['3', '4', '5']);
    expect(await bar('Seluruh kursi')).toEqual([{ text: '3 dari 3', value: 3, over: false }]);
  });

  it('shows what will be decided and how many mails go out, then decides', async () => {
    await page.fill('[name=reason]', 'Nilai tertinggi');
    await page.selectOption('[name=rest]', 'waitlist');
    await push('Periksa keputusan');
    expect(await page.locator('main').innerText()).toContain('5 email akan dikirim.');
    await sound('decision');
    expect(await statuses()).toEqual(['submitted', 'submitted', 'submitted', 'submitted', 'submitted']);
    await push('Ya, simpan keputusan');
    expect(await page.locator('[role=status]').innerText()).toContain('Keputusan sudah disimpan');
    expect(await statuses()).toEqual(['waitlisted', 'waitlisted', 'confirmed', 'confirmed', 'confirmed']);
  });

  it('leads to the paper, and to everything about one person', async () => {
    await go('Berita acara');
    const paper = await page.locator('.minutes').innerText();
    expect(paper).toContain('Memiliki NIB: 40');
    expect(paper).toContain('Nilai tertinggi');
    await go('Peserta');
    await go('Peserta C');
    await push('Tampilkan NIK');
    expect(await page.locator('.nik').innerText()).toMatch(/^637105\d{10}$/);
    expect(page.url()).not.toMatch(/637105/);
  });

  it('finds, picks all of a page, and decides together', async () => {
    await go('Kembali ke daftar peserta');
    await page.selectOption('[name=status]', 'waitlisted');
    await push('Saring');
    await (javaScriptEnabled ? page.getByText('Pilih semua di halaman ini').click() : go('Pilih semua di halaman ini'));
    expect(await page.locator('[data-picked]').innerText()).toBe('2');
    await page.selectOption('[name=decision]', 'reject');
    await page.fill('#decide [name=reason]', 'Kursi sudah penuh');
    await push('Simpan keputusan');
    await push('Ya, simpan keputusan');
    expect(await statuses()).toEqual(['rejected', 'rejected', 'confirmed', 'confirmed', 'confirmed']);
    expect(await page.locator('main').innerText()).toContain('Tidak ada pendaftar yang sesuai');
    await go('Tampilkan semua');
    expect(await page.locator('.people tbody tr').count()).toBe(5);
  });

  it('shows the columns that are wanted, as cards on a phone', async () => {
    await page.getByText('Saringan lain dan kolom').click();
    for (const box of await page.locator('[name=kolom][type=checkbox]').all()) await box.check();
    await push('Saring');
    expect(await page.locator('.people thead th').count()).toBe(13);
    expect(await overflowing(page)).toEqual([]);
    await sound('all-columns');
    await page.setViewportSize(phone);
    expect(await overflowing(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    expect(await page.locator('.cell-label').first().isVisible()).toBe(true);
    await sound('all-columns');
  });
});
