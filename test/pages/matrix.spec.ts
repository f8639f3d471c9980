import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));

describe('the matrix of attendance', () => {
  let site: Website;
  let staff: Browser;
  let batch: Batch;
  let sessions: Session[];
  let people: Registration[];
  let page: Page;

  beforeAll(async () => {
    site = await openWebsite();
    site.app.clock.moveTo(new Date('2026-10-20T05:00:00.000Z'));
    staff = await aBrowser(site.app);
  }, 60_000);

  afterAll(() => site.close());

  beforeEach(async () => {
    const { database } = site.app;
    batch = await aBatch(database, { officeId: staff.member.officeId });
    sessions = [
      await aSession(database, batch, { title: 'Label', startsAt: at(20, 8), endsAt: at(20, 11) }),
      await aSession(database, batch, { title: 'Kemasan', startsAt: at(20, 12), endsAt: at(20, 15) }),
    ];
    people = [];
    for (const name of ['Aminah', 'Budi', 'Cahaya']) people.push(await aRegistrationRow(database, batch, { name }));
  });

  const path = () => `/console/angkatan/${batch.id}/presensi`;
  const open = async (options: BrowserContextOptions = {}, by = staff) => {
    const [name = '', value = ''] = by.cookie.split('=');
    const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false };
    const storageState = { cookies: [{ ...cookie, sameSite: 'Lax' as const }], origins: [] };
    page = await site.visit(path(), { viewport: laptop, storageState, ...options });
    page.setDefaultTimeout(12_000);
    return page;
  };
  const cell = (row: number, column: number) => page.locator('tbody tr').nth(row).locator('td[data-mark]').nth(column);
  const letters = async () => {
    const rows = await page.locator('tbody tr').all();
    return Promise.all(rows.map(async (row) => (await row.locator('td[data-mark]').allInnerTexts()).join('')));
  };
  const figures = (mark: string) => page.locator(`tr[data-sum=${mark}] td`).allInnerTexts();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const stored = async () => {
    const marks = await site.app.database.reader.find(Attendance);
    const of = ({ id }: Registration, session: Session) =>
      marks.find((mark) => mark.registrationId === id && mark.sessionId === session.id)?.status ?? 'none';
    return people.map((person) => sessions.map((session) => of(person, session)).join(' '));
  };
  const saved = (text: string | RegExp) => page.locator('#saved').getByText(text).waitFor();
  const settled = () => page.waitForFunction(() => document.querySelector('[data-state=saving]') === null);

  it('is filled in by letters, which are saved at once and counted', async () => {
    await open();
    await cell(0, 0).focus();
    for (const key of ['h', 'T', 'i']) await page.keyboard.press(key);
    await saved('Tersimpan: Cahaya, Izin.');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('s');
    await page.keyboard.press('a');
    await settled();
    expect(await letters()).toEqual(['HS', 'TA', 'I–']);
    expect(await stored()).toEqual(['present sick', 'late absent', 'excused none']);
    expect(await page.locator('tbody td:last-child').allInnerTexts()).toEqual(['1/2', '1/2', '0/2']);
    expect(await figures('late')).toEqual(['1', '0', '']);
    expect(await figures('none')).toEqual(['0', '1', '']);
    await page.reload();
    expect(await letters()).toEqual(['HS', 'TA', 'I–']);
    await page.context().close();
  });

  it('has one cell in the order of the tab key, and keys that move it', async () => {
    await open();
    expect(await page.locator('#matrix').getAttribute('role')).toBe('grid');
    await cell(1, 1).click();
    expect(await page.locator('#matrix td[tabindex="0"]').count()).toBe(1);
    const moved: Record<string, readonly [number, number]> = {
      ArrowUp: [0, 1],
      ArrowLeft: [0, 0],
      PageDown: [2, 0],
      ArrowDown: [2, 0],
      End: [2, 1],
      PageUp: [0, 1],
      Home: [0, 0],
      'Control+End': [2, 1],
    };
    for (const [key, [row, column]] of Object.entries(moved)) {
      await page.keyboard.press(key);
      const there = await cell(row, column).evaluate((element) => element === document.activeElement);
      expect({ key, there }).toEqual({ key, there: true });
    }
    expect(await focused()).toBe('Belum dicatat');
    await page.keyboard.press('?');
    expect(await page.locator('#help').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#help').isVisible()).toBe(false);
    await page.context().close();
  });

  it('takes a mark back by Delete', async () => {
    await open();
    await cell(0, 0).focus();
    await page.keyboard.press('h');
    await saved('Tersimpan: Aminah, Hadir.');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await saved('Tersimpan: Aminah, Belum dicatat.');
    expect((await stored())[0]).toBe('none none');
    await page.context().close();
  });

  it('is filled in by thumb: a cell, then a button', async () => {
    await open({ viewport: phone, hasTouch: true });
    await cell(1, 0).tap();
    await page.locator('#marks').getByRole('button', { name: 'Terlambat' }).tap();
    await saved('Tersimpan: Budi, Terlambat.');
    expect((await stored())[1]).toBe('late none');
    await page.context().close();
  });

  it('keeps what was typed while the line is gone, says so, and saves it when the line is back', async () => {
    await open();
    await page.context().setOffline(true);
    await cell(0, 0).focus();
    await page.keyboard.press('h');
    await page.keyboard.press('s');
    await saved(/Belum tersambung: 2 tanda belum tersimpan/);
    expect(await letters()).toEqual(['H–', 'S–', '––']);
    expect(await stored()).toEqual(['none none', 'none none', 'none none']);
    await page.context().setOffline(false);
    await settled();
    expect(await stored()).toEqual(['present none', 'sick none', 'none none']);
    await page.context().close();
  });

  it('puts back what stood when the server refuses, and says why', async () => {
    await open();
    await site.app.database.transaction((tx) =>
      tx.update('registrations', { id: people[0]?.id }, { status: 'cancelled' }),
    );
    await cell(0, 0).focus();
    await page.keyboard.press('h');
    await page
      .locator('#noted')
      .getByText('Aminah: tidak tersimpan. Pendaftaran ini belum atau tidak lagi diterima')
      .waitFor();
    expect((await letters())[0]).toBe('––');
    expect(await figures('present')).toEqual(['0', '0', '']);
    await page.context().close();
  });

  it('shows two organisers each other’s marks: no cell is lost, and of one cell the last holds', async () => {
    const colleague = await aBrowser(site.app, { officeId: staff.member.officeId });
    const mine = await open();
    await site.app.app
      .get(MarkAttendance)
      .run(colleague.member.actor, sessions[0]?.id ?? '', people[0]?.id ?? '', { status: 'present' });
    await cell(0, 0).focus();
    await page.keyboard.press('s');
    await mine
      .locator('#noted')
      .getByText(`Aminah: Sakit menggantikan Hadir yang dicatat oleh ${colleague.member.actor.name}.`)
      .waitFor();
    const theirs = await open({}, colleague);
    await cell(1, 1).focus();
    await page.keyboard.press('t');
    await saved('Tersimpan: Budi, Terlambat.');
    page = mine;
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await saved('1 tanda baru saja diubah oleh orang lain.');
    expect(await letters()).toEqual(['S–', '–T', '––']);
    expect(await figures('late')).toEqual(['0', '1', '']);
    await Promise.all([mine.context().close(), theirs.context().close()]);
  });

  it.each([true, false])('is reached through a form for each session (JavaScript: %s)', async (javaScriptEnabled) => {
    await open({ javaScriptEnabled, viewport: phone });
    await page.getByRole('link', { name: /Isi per sesi.*Label/ }).click();
    await page.locator('fieldset').nth(0).getByLabel('Hadir').check();
    await page.locator('fieldset').nth(2).getByLabel('Sakit').check();
    await page.getByRole('button', { name: 'Simpan presensi' }).click();
    await page.getByText('Presensi sudah disimpan.').waitFor();
    expect(await stored()).toEqual(['present none', 'none none', 'sick none']);
    await page.getByRole('link', { name: 'Tandai yang belum dicatat sebagai alpa' }).click();
    expect(await page.locator('h1').innerText()).toBe('Tandai 1 peserta sebagai alpa?');
    await page.getByRole('button', { name: 'Ya, tandai alpa' }).click();
    await page.getByText('sudah ditandai alpa').waitFor();
    expect(await letters()).toEqual(['H–', 'A–', 'S–']);
    await page.context().close();
  });

  it('finds one of many by name, without JavaScript too', async () => {
    await open({ javaScriptEnabled: false });
    await page.getByLabel('Nama atau nomor pendaftaran').fill('cah');
    await page.getByRole('button', { name: 'Saring' }).click();
    expect(await page.locator('tbody th').allInnerTexts()).toHaveLength(1);
    expect(await figures('none')).toEqual(['3', '3', '']);
    await page.context().close();
  });
});
