import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

describe.each([true, false])('certificates by clicking, with JavaScript: %s', (javaScriptEnabled) => {
  let site: Website;
  let staff: Browser;
  let page: Page;
  let path: string;

  beforeAll(async () => {
    site = await openWebsite();
    site.app.clock.moveTo(new Date('2026-10-21T02:00:00.000Z'));
    staff = await aBrowser(site.app);
    const { officeId, userId } = staff.member;
    const program = await aProgram(site.app.database, { officeId, kind: 'diklat', title: 'Diklat Keuangan' });
    const batch = await aBatch(site.app.database, { program });
    const session = await aSession(site.app.database, batch);
    const where = { batch, session, userId };
    await anAttendant(site.app.database, where, 'present', { name: 'Aminah', email: 'aminah@warga.example' });
    await anAttendant(site.app.database, where, 'sick', { name: 'Budi' });
    path = `/console/angkatan/${batch.id}/sertifikat`;
    const [name = '', value = ''] = staff.cookie.split('=');
    const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false };
    const storageState = { cookies: [{ ...cookie, sameSite: 'Lax' as const }], origins: [] };
    page = await site.visit(path, { viewport: javaScriptEnabled ? laptop : phone, storageState, javaScriptEnabled });
    page.setDefaultTimeout(12_000);
  }, 60_000);

  afterAll(() => site.close());

  const row = (name: string) => page.locator('.rows > li').filter({ hasText: name });
  const mails = () => site.app.database.reader.countBy(EmailMessage, { recipientAddress: 'aminah@warga.example' });
  /** A PDF that a link leads to; how a browser shows it is its own affair. */
  const pdf = async (link: string) => {
    const href = (await page.getByRole('link', { name: link }).first().getAttribute('href')) ?? '';
    const answer = await page.request.get(`${site.base}${href}`);
    return [answer.headers()['content-type'], (await answer.body()).subarray(0, 5).toString()];
  };

  it('are looked at, issued, sent again, corrected and revoked', async () => {
    expect(await row('Budi').innerText()).toContain('Hadir 0 JP dari 3 JP yang disyaratkan');
    expect(await row('Budi').innerText()).toContain('Kehadiran kurang dari syarat.');
    expect(await row('Aminah').innerText()).toContain('Memenuhi syarat');
    expect(await pdf('Lihat pratinjau (PDF)')).toEqual(['application/pdf', '%PDF-']);
    await page.getByRole('button', { name: 'Terbitkan dan kirim 1 sertifikat' }).click();
    await page.getByText('Sertifikat sudah diterbitkan dan dikirim.').waitFor();
    expect(await row('Aminah').innerText()).toMatch(/001\/DIKLAT\/.* · Email antre/);
    expect(await pdf('Buka PDF Aminah')).toEqual(['application/pdf', '%PDF-']);
    await site.app.app.get(Dispatcher).drain();
    await page.goto(`${site.base}${path}`);
    expect(await row('Aminah').innerText()).toContain('Email terkirim');
    await row('Aminah').getByRole('button', { name: 'Kirim ulang' }).dblclick();
    await page.getByText('Sertifikat masuk antrean kirim lagi.').waitFor();
    expect(await mails()).toBe(2);
    await row('Aminah').getByRole('link', { name: 'Perbaiki nama' }).click();
    expect(await page.inputValue('[name=name]')).toBe('Aminah');
    await page.fill('[name=name]', 'Hj. Aminah, S.E.');
    await page.getByRole('button', { name: 'Terbitkan versi yang diperbaiki' }).click();
    await page.getByText('Sertifikat yang diperbaiki sudah terbit').waitFor();
    expect(await row('Hj. Aminah, S.E.').innerText()).toContain('(versi 2)');
    await row('Hj. Aminah').getByRole('link', { name: 'Cabut' }).click();
    await page.fill('[name=reason]', 'Tertukar dengan peserta lain');
    await page.getByRole('button', { name: 'Ya, cabut sertifikat' }).click();
    await page.getByText('Sertifikat sudah dicabut.').waitFor();
    expect(await row('Hj. Aminah').innerText()).toContain('Tertukar dengan peserta lain');
    await page.getByRole('link', { name: 'Belum memenuhi syarat: 1' }).click();
    expect(await page.locator('.rows > li').count()).toBe(1);
    await page.getByLabel('Nama, nomor pendaftaran').fill('tidak ada');
    await page.getByRole('button', { name: 'Saring' }).click();
    await page.getByRole('link', { name: 'Tampilkan semua' }).click();
    expect(await page.locator('.rows > li').count()).toBe(2);
  }, 90_000);
});
