import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { FirstStart } from '../../src/identity/first-start.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { fillFirst, fillSecond, press } from './fill.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

const title = 'Diklat Strategi Penguatan Koperasi dan UKM';

describe.each([true, false])('a whole event by clicking, with JavaScript: %s', (javaScriptEnabled) => {
  let site: Website;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await openWebsite();
    browser = site.browser;
    await site.app.app.get(FirstStart).run();
  });

  afterAll(() => site.close());

  const go = async (name: string | RegExp) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name }).first().click()]);
  };
  const push = async (name: string) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
  };
  const fill = async (values: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
  };
  const said = () => page.locator('[role=status]').innerText();

  async function signIn(): Promise<void> {
    const context = await browser.newContext({ viewport: laptop, locale: 'id-ID', javaScriptEnabled });
    page = await context.newPage();
    await page.goto(`${site.base}/masuk`);
    await fill({ email: site.app.settings.adminEmail ?? '', password: site.app.settings.adminPassword ?? '' });
    await push('Masuk');
    expect(new URL(page.url()).pathname).toBe('/console');
  }

  async function plan(): Promise<void> {
    await go('Mitra & narasumber');
    await go('Mitra baru');
    await fill({ name: 'Dekranasda Kalimantan Selatan' });
    await page.check('[name=kind][value=dekranas]');
    await fill({ 'contacts.0.name': 'Sekretariat', 'contacts.0.email': 'sekretariat@dekranasda.example' });
    await push('Simpan');
    await go('Narasumber baru');
    await fill({ name: 'Dr. Hj. Rusmina Hayati, M.M.' });
    await push('Simpan');
    expect(await said()).toContain('Narasumber sudah ditambahkan');
    await go('Beranda');
    await go('Buat program pertama');
    await page.check('[name=kind][value=diklat]');
    await fill({ title });
    await page.getByLabel('Dekranasda Kalimantan Selatan').check();
    await push('Simpan');
    await go('Angkatan baru');
    await fill({
      'venue.name': 'Aula Balai Pelatihan',
      'venue.address': 'Jl. A. Yani Km 18',
      capacity: '2',
      registrationOpensAt: '2026-10-05T08:00',
      registrationClosesAt: '2026-10-12T16:00',
    });
    await page.selectOption('[name="venue.regencyCode"]', '63.72');
    await page.check('[name=admission][value=selection]');
    await page.getByText('Kuota per kelompok').click();
    await fill({ 'quota.63.71||': '2' });
    await push('Simpan');
    expect(await page.getByRole('button', { name: 'Terbitkan' }).isDisabled()).toBe(true);
    await go('Lengkapi');
    await go('Sesi baru');
    await fill({
      title: 'Tata kelola koperasi',
      startsAt: '2026-10-20T08:00',
      endsAt: '2026-10-20T11:00',
      lessonHours: '4',
    });
    await page.getByLabel('Dr. Hj. Rusmina Hayati, M.M.').check();
    await push('Simpan');
    await go('Ringkasan');
    await push('Terbitkan');
    expect(await said()).toContain('Angkatan sudah terbit');
  }

  async function apply(number: number): Promise<void> {
    const visitor = await site.visit('/', { viewport: phone, javaScriptEnabled });
    await Promise.all([visitor.waitForEvent('load'), visitor.click('.cards h2 a')]);
    await Promise.all([
      visitor.waitForEvent('load'),
      visitor.getByRole('link', { name: 'Daftar', exact: true }).click(),
    ]);
    await fillFirst(visitor, { who: 'aspiring', number });
    await press(visitor);
    await fillSecond(visitor, 'aspiring');
    await visitor.fill('[name="participant.email"]', `peserta${number}@warga.example`);
    await press(visitor);
    expect(await visitor.locator('.flash').first().innerText()).toContain('Menunggu verifikasi');
    await visitor.context().close();
  }

  async function admit(): Promise<void> {
    await go('Beranda');
    await go(`2 pendaftar menunggu keputusan: ${title}`);
    for (const box of await page.locator('[name=ids]').all()) await box.check();
    await page.selectOption('[name=decision]', 'confirm');
    await push('Simpan keputusan');
    await push('Ya, simpan keputusan');
    expect(await said()).toContain('Keputusan sudah disimpan');
    await go('Daftarkan atas nama');
    await go('Wirausaha pemula');
    await fill({
      'participant.name': 'Rusdi',
      'participant.nik': '6371051203880777',
      'participant.phone': '081250000777',
    });
    await page.check('[name="participant.gender"][value=male]');
    await page.selectOption('[name="participant.regencyCode"]', '63.72');
    await page.getByLabel('Tertulis').check();
    await push('Catat pendaftaran');
    expect(await page.locator('main').innerText()).toContain('Rusdi');
    await page.locator('[name=ids]').check();
    await page.selectOption('[name=decision]', 'confirm');
    await push('Simpan keputusan');
    await push('Ya, simpan keputusan');
    expect(await page.locator('[role=alert]').innerText()).toContain('Rusdi: Kuota sudah penuh.');
  }

  async function takeAttendance(): Promise<void> {
    site.app.clock.moveTo(new Date('2026-10-20T00:10:00.000Z'));
    await signIn();
    await go('Catat presensi');
    if (javaScriptEnabled) await typeMarks();
    else await sendMarks();
    for (const [mark, count] of Object.entries({ present: 1, sick: 1, none: 0 })) {
      expect(await page.locator(`tr[data-sum=${mark}] td`).first().innerText()).toBe(String(count));
    }
  }

  async function typeMarks(): Promise<void> {
    await page.locator('#matrix td[tabindex="0"]').focus();
    await page.keyboard.press('h');
    await page.keyboard.press('s');
    await page.getByText(/^Tersimpan: .*, Sakit\.$/).waitFor();
  }

  async function sendMarks(): Promise<void> {
    await go('Isi per sesi');
    await page.locator('fieldset').first().getByLabel('Hadir').check();
    await page.selectOption('[name=rest]', 'sick');
    await push('Simpan presensi');
    expect(await said()).toContain('Presensi sudah disimpan');
    await go('Lihat seluruh hari');
  }

  async function prove(): Promise<void> {
    site.app.clock.moveTo(new Date('2026-10-20T04:00:00.000Z'));
    await go('Beranda');
    await go(`Semua sesi sudah lewat, tandai selesai: ${title}`);
    await push('Tandai selesai');
    await go('Sertifikat');
    await push('Terbitkan dan kirim 1 sertifikat');
    expect(await page.locator('main').innerText()).toContain('001/DIKLAT/');
    const tab = page.locator('main').getByRole('link', { name: 'Laporan', exact: true }).first();
    await Promise.all([page.waitForEvent('load'), tab.click()]);
    await push('Kirim laporan');
    expect(await said()).toContain('Laporan sudah dibekukan');
    await site.app.app.get(Dispatcher).drain();
    await go('Pesan');
    const states = await page.locator('.rows .badge').allInnerTexts();
    expect(new Set(states)).toEqual(new Set(['Terkirim', 'Dilewati']));
  }

  it('goes from an empty office to the partner’s mail', async () => {
    await signIn();
    await plan();
    for (const number of [41, 42]) await apply(number);
    await admit();
    await takeAttendance();
    await prove();

    await page.goto(`${site.base}/dev/mail`);
    await go(/Laporan Kehadiran|Laporan kehadiran/);
    expect(await page.locator('main').innerText()).toContain('sekretariat@dekranasda.example');
    const files = page.locator('a[href*="/attachments/"], a[href$=".xlsx"], a[href$=".pdf"]');
    const hrefs = await files.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const xlsx = await page.request.get(hrefs.find((href) => /xlsx|1$/.test(href)) ?? '');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await xlsx.body()) as unknown as ArrayBuffer);
    const cells = workbook.worksheets.flatMap((sheet) => sheet.getSheetValues().flat()).map(String);
    expect(cells).toContain('Hj. Norhasanah, S.E.');
    expect(cells).not.toContain('Rusdi');
  }, 90_000);
});
