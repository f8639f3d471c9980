import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { simpleParser } from 'mailparser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { contentOf, laptop, openWebsite, type Website } from './website.js';

const heaviest = 60 * 1024;

/** A page of the console before somebody who is signed in. */
async function deskOf(
  { browser, base }: Website,
  { cookie }: Browser,
  { path, javaScriptEnabled }: { readonly path: string; readonly javaScriptEnabled: boolean },
): Promise<Page> {
  const context = await browser.newContext({ viewport: laptop, locale: 'id-ID', javaScriptEnabled });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: base }]);
  const page = await context.newPage();
  await page.goto(`${base}${path}`);
  return page;
}

describe.each([true, false])('a partner’s page, with JavaScript: %s', (javaScriptEnabled) => {
  let site: Website;
  let organizer: Browser;
  let batch: Batch;
  let session: Session;
  let desk: Page;
  let partner: Page;

  beforeAll(async () => {
    site = await openWebsite();
    const { database } = site.app;
    const officeId = await anOffice(database);
    organizer = await aBrowser(site.app, { officeId });
    const mitra = await aPartner(database, { officeId });
    const program = await aProgram(database, { officeId, partnerIds: [mitra.id] });
    batch = await aBatch(database, { program });
    session = await aSession(database, batch);
    await mark('Hj. Rahmah');
    desk = await deskOf(site, organizer, { path: `/console/angkatan/${batch.id}/laporan`, javaScriptEnabled });
    partner = await site.visit('/', { javaScriptEnabled });
  }, 60_000);

  afterAll(() => site.close());

  async function mark(name: string): Promise<void> {
    const { id } = await aRegistrationRow(site.app.database, batch, { name });
    await site.app.app.get(MarkAttendance).run(organizer.member.actor, session.id, id, { status: 'present' });
  }

  /** The address in the mail that has just been sent. */
  async function mailedPath(): Promise<string> {
    await site.app.app.get(Dispatcher).drain();
    const folder = join(site.app.settings.dataDir, 'mail');
    const file = readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .at(-1)!;
    const { text = '' } = await simpleParser(readFileSync(join(folder, file)));
    return /\/mitra\/[\w-]{44}\/[\w-]{36}/.exec(text)?.[0] ?? 'none';
  }

  const press = (page: Page, name: string) =>
    Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).last().click()]);
  const attended = (page: Page) =>
    page
      .getByRole('row', { name: /^Hadir \(/ })
      .first()
      .locator('td')
      .last()
      .innerText();

  it('opens by the mail that the office sent, and always shows the figures of now', async () => {
    const preview = await attended(desk);
    await press(desk, 'Kirim laporan');
    await partner.goto(`${site.base}${await mailedPath()}`);
    expect([preview, await attended(partner)]).toEqual(['1', '1']);
    await mark('Hj. Norhasanah');
    await partner.reload();
    expect(await attended(partner)).toBe('2');
    expect(await partner.getByRole('img', { name: 'Per kabupaten/kota' }).count()).toBe(1);
    expect(await partner.locator('main').innerText()).not.toMatch(/Rahmah|Norhasanah|\+62/);
  });

  it('gives the files to keep', async () => {
    const [download] = await Promise.all([
      partner.waitForEvent('download'),
      partner.getByRole('link', { name: 'XLSX' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^laporan-kehadiran-.*\.xlsx$/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await contentOf(download)) as unknown as ArrayBuffer);
    expect(workbook.worksheets.at(-1)!.getRow(2).getCell(2).text).toBe('Hj. Norhasanah');
  });

  it('weighs less than 60 KB with all it needs', async () => {
    const weights: number[] = [];
    partner.on('response', (response) => weights.push(Number(response.headers()['content-length'] ?? Number.NaN)));
    await partner.goto(partner.url(), { waitUntil: 'load' });
    partner.removeAllListeners('response');
    const css = (await fetch(`${site.base}/assets/bina.css`)).headers.get('content-length');
    const script = (await fetch(`${site.base}/assets/bina.js`)).headers.get('content-length');
    expect((weights[0] ?? Number.NaN) + Number(css) + Number(script)).toBeLessThan(heaviest);
  });

  it('lets the contact choose how often to be mailed, which the office sees', async () => {
    await partner.getByLabel('Hanya laporan akhir').check();
    await press(partner, 'Simpan pilihan');
    expect(await partner.locator('[role=status]').innerText()).toBe('Pilihan Anda sudah disimpan.');
    expect(await partner.getByLabel('Hanya laporan akhir').isChecked()).toBe(true);
    await desk.goto(`${site.base}/console/angkatan/${batch.id}/laporan`);
    expect(await desk.locator('main').innerText()).toContain('(hanya menerima laporan akhir)');
    await press(desk, 'Kirim laporan');
    expect(await desk.locator('[role=alert]').innerText()).toContain('tidak menginginkan laporan ini lewat email');
  });

  it('is closed by the office, and tells how to get a new link', async () => {
    await desk.goto(`${site.base}/console/mitra`);
    await Promise.all([desk.waitForEvent('load'), desk.getByRole('link', { name: 'Bagian Laporan' }).click()]);
    await desk.locator('summary', { hasText: 'Cabut tautan' }).click();
    await press(desk, 'Cabut tautan');
    expect(await desk.locator('[role=status]').innerText()).toBe('Tautan sudah dicabut.');
    await partner.reload();
    expect(await partner.locator('main').innerText()).toContain('Cara mendapatkan tautan baru');
    await desk.locator('summary', { hasText: 'Buat tautan baru' }).click();
    await press(desk, 'Buat tautan baru');
    const link = (await desk.getByRole('link', { name: /\/mitra\// }).getAttribute('href')) ?? '';
    await partner.goto(`${site.base}${new URL(link).pathname}`);
    await Promise.all([partner.waitForEvent('load'), partner.getByRole('link', { name: /Bimtek Kemasan/ }).click()]);
    expect(await attended(partner)).toBe('2');
  });
});

describe('the recap in the console', () => {
  let site: Website;

  beforeAll(async () => {
    site = await openWebsite();
  });

  afterAll(() => site.close());

  it('is filtered by year and kind, and taken along as a file', async () => {
    const { database } = site.app;
    const officeId = await anOffice(database);
    const organizer = await aBrowser(site.app, { officeId });
    for (const kind of ['diklat', 'dialog'] as const) {
      const program = await aProgram(database, { officeId, kind });
      await aRegistrationRow(database, await aBatch(database, { program }));
    }
    const page = await deskOf(site, organizer, { path: '/console', javaScriptEnabled: true });
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Laporan', exact: true }).click()]);
    expect(await page.locator('h1').innerText()).toBe('Rekapitulasi kegiatan');
    expect(await page.getByLabel('Tahun anggaran').inputValue()).toBe('2026');
    const tally = () => page.locator('.tally div', { hasText: 'Terdaftar' }).locator('dd').innerText();
    expect(await tally()).toBe('2');
    await page.getByLabel('Jenis kegiatan', { exact: true }).selectOption('dialog');
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Saring' }).click()]);
    expect(await tally()).toBe('1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    expect((await contentOf(download)).toString('utf8')).toContain('63.71;6371;Kota Banjarmasin');
  });
});
