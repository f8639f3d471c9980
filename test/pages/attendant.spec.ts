import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { testStart } from '../support/test-app.js';
import { aDoorPhone, heldOn, scan, said, ticketOf, whenKept, type DoorPhone } from './door.js';
import { openWebsite, type Website } from './website.js';

const inHours = (hours: number) => new Date(testStart.getTime() + hours * 3_600_000);

describe('the attendant’s app', () => {
  let site: Website;
  let attendant: Browser;
  let batch: Batch;
  let session: Session;
  let phones: DoorPhone[];

  beforeAll(async () => {
    site = await openWebsite();
    attendant = await aBrowser(site.app, { role: 'attendant' });
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    site.app.clock.moveTo(testStart);
    phones = [];
    batch = await aBatch(site.app.database);
    session = await aSession(site.app.database, batch, { startsAt: inHours(0), endsAt: inHours(3) });
  });

  afterEach(() => Promise.all(phones.map(({ context }) => context.close())));

  const person = (name: string, given: Parameters<typeof aRegistrationRow>[2] = {}, of = batch) =>
    aRegistrationRow(site.app.database, of, { name, ...given });
  const open = async (path = `/presensi#${session.id}`, by = attendant) => {
    const opened = await aDoorPhone(site, by, path);
    phones.push(opened);
    return opened;
  };
  const figure = (page: Page, id: 'present' | 'unsent' | 'line') => page.locator(`#${id}`);
  const until = (page: Page, id: 'present' | 'unsent' | 'line', text: string) =>
    figure(page, id)
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor();
  const atTheDoor = async (expected: number) => {
    const opened = await open();
    await until(opened.page, 'present', `\\d+ dari ${expected}`);
    return opened;
  };
  const recorded = () => site.app.database.reader.findBy(Attendance, { sessionId: session.id });

  it('leads from the sign-in to the session, and tells each ticket what it is', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const away = await person('Rusdi', { status: 'cancelled' });
    const other = await aBatch(site.app.database);
    await aSession(site.app.database, other, { startsAt: inHours(1), endsAt: inHours(2) });
    const stranger = await person('Noorhasanah', {}, other);
    const { page } = await open('/presensi');
    await page.getByRole('link', { name: session.title }).first().waitFor();
    await page.click(`#sessions a[href="#${session.id}"]`);
    await until(page, 'present', '0 dari 1');
    expect(await scan(page, ticketOf(site, siti))).toMatch(
      /Selamat datang\s+Hj. Siti Rahmah · \S+\s+Tercatat hadir pukul 08.00 WITA/,
    );
    await until(page, 'present', '1 dari 1');
    expect(await scan(page, ticketOf(site, siti))).toMatch(
      /Sudah hadir\s+Hj. Siti Rahmah · \S+\s+Sejak pukul 08.00 WITA, dicatat oleh Noor Aini/,
    );
    expect(await scan(page, ticketOf(site, away))).toMatch(/Bukan peserta\s+Rusdi/);
    expect(await scan(page, ticketOf(site, stranger))).toContain('Tiket kegiatan lain');
    expect(await scan(page, 'A'.repeat(44))).toContain('Tiket tidak dikenal');
    await until(page, 'unsent', '0');
    expect((await recorded()).map(({ method, registrationId }) => [method, registrationId])).toEqual([
      ['ticket', siti.id],
    ]);
  });

  it('gives the same answers without a line, from the list that it keeps', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const away = await person('Rusdi', { status: 'cancelled' });
    const other = await aBatch(site.app.database);
    await aSession(site.app.database, other, { startsAt: inHours(1), endsAt: inHours(2) });
    const stranger = await person('Noorhasanah', {}, other);
    const { page, context } = await atTheDoor(1);
    await context.setOffline(true);
    expect(await scan(page, ticketOf(site, siti))).toMatch(
      /Selamat datang\s+Hj. Siti Rahmah[\s\S]+Disimpan di ponsel ini/,
    );
    await until(page, 'line', 'Terputus');
    expect(await scan(page, ticketOf(site, siti))).toMatch(/Sudah hadir[\s\S]+dicatat oleh Noor Aini/);
    expect(await scan(page, ticketOf(site, away))).toMatch(/Bukan peserta\s+Rusdi/);
    expect(await scan(page, ticketOf(site, stranger))).toContain('Tiket kegiatan lain');
    expect(await scan(page, 'A'.repeat(44))).toMatch(/Tiket tidak dikenal[\s\S]+diperiksa lagi/);
    await until(page, 'present', '1 dari 1');
    await until(page, 'unsent', '3');
    expect(await recorded()).toEqual([]);
    const [first] = (await heldOn(page)).map(({ at }) => at).sort();
    await context.setOffline(false);
    await until(page, 'unsent', '0');
    const [mark] = await recorded();
    expect(mark?.checkedInAt?.toISOString()).toBe(first);
    expect(await page.locator('#refused').isHidden()).toBe(true);
  });

  it('opens again without a line, and sends what it held once there is one', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const { page, context } = await atTheDoor(1);
    await whenKept(page);
    await context.setOffline(true);
    await page.reload();
    await until(page, 'present', '0 dari 1');
    await page.goto(`${site.base}/presensi`);
    expect(await page.locator('#choosing-alone').innerText()).toContain('Tidak ada sambungan');
    await page.click(`#sessions a[href="#${session.id}"]`);
    expect(await scan(page, ticketOf(site, siti))).toContain('Selamat datang');
    await page.reload();
    await until(page, 'unsent', '1');
    await until(page, 'present', '1 dari 1');
    await context.setOffline(false);
    await until(page, 'unsent', '0');
    expect(await recorded()).toHaveLength(1);
  });

  it('finds by name and by code, with and without a line, and checks in by hand', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const rusdi = await person('Ahmad Rusdi, S.E.');
    await person('Rusdiana', { status: 'waitlisted' });
    const { page, context } = await atTheDoor(2);
    await page.fill('#search', 'rusd');
    expect(await page.locator('#found li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Ahmad Rusdi/),
      expect.stringMatching(/^Rusdiana[\s\S]+Daftar tunggu/),
    ]);
    await page.getByRole('button', { name: 'Catat hadir Ahmad Rusdi' }).click();
    expect(await said(page)).toMatch(/Selamat datang\s+Ahmad Rusdi/);
    await context.setOffline(true);
    await page.fill('#search', siti.code.toLowerCase().replace('-', ' '));
    await page.getByRole('button', { name: 'Catat hadir Hj. Siti Rahmah' }).click();
    expect(await said(page)).toMatch(/Selamat datang\s+Hj. Siti Rahmah/);
    await page.fill('#search', 'siti');
    expect(await page.locator('#found').innerText()).toContain('Hadir pukul');
    expect(await page.locator('#found button').count()).toBe(0);
    await page.fill('#search', 'tidak ada');
    await page.locator('#found-none').waitFor();
    await context.setOffline(false);
    await until(page, 'unsent', '0');
    const marks = await recorded();
    expect(marks.map(({ registrationId }) => registrationId).sort()).toEqual([siti.id, rusdi.id].sort());
    expect(new Set(marks.map(({ method }) => method))).toEqual(new Set(['manual']));
  });

  it('lists what was let in without a line and is refused afterwards', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const { page, context } = await atTheDoor(1);
    await context.setOffline(true);
    expect(await scan(page, ticketOf(site, siti))).toContain('Selamat datang');
    await site.app.database.transaction((tx) => tx.update('registrations', { id: siti.id }, { status: 'cancelled' }));
    await context.setOffline(false);
    await until(page, 'unsent', '0');
    expect(await page.locator('#refused').innerText()).toMatch(
      /Perlu diperiksa[\s\S]+Hj. Siti Rahmah[\s\S]+tidak lagi diterima/,
    );
    await page.click('#refused button');
    await page.locator('#refused').waitFor({ state: 'hidden' });
  });

  it('goes on while somebody is signed out, and sends after the next sign-in', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const { page, context } = await atTheDoor(1);
    await context.clearCookies();
    expect(await scan(page, ticketOf(site, siti))).toContain('Selamat datang');
    await page.locator('#sign-in').waitFor();
    await until(page, 'unsent', '1');
    const [name = '', value = ''] = attendant.cookie.split('=');
    await context.addCookies([{ name, value, url: site.base }]);
    await page.reload();
    await until(page, 'unsent', '0');
    expect(await recorded()).toHaveLength(1);
  });

  it('counts a scan once whose answer was lost, whatever was marked meanwhile', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const { page, context } = await atTheDoor(1);
    await page.evaluate(() => {
      const { fetch } = globalThis;
      globalThis.fetch = async (...asked) => {
        await fetch(...asked);
        throw new TypeError('the line dropped');
      };
    });
    expect(await scan(page, ticketOf(site, siti))).toContain('Selamat datang');
    await until(page, 'unsent', '1');
    expect(await recorded()).toHaveLength(1);
    await site.app.app
      .get(MarkAttendance)
      .run(attendant.member.actor, session.id, siti.id, { status: 'absent', note: 'Keliru pindai' });
    await page.reload();
    await until(page, 'unsent', '0');
    await until(page, 'present', '0 dari 1');
    expect((await recorded()).map(({ status, note }) => [status, note])).toEqual([['absent', 'Keliru pindai']]);
    await context.close();
  });

  it('loses everything it kept by signing out, here or in the console, and asks before it loses a scan', async () => {
    const siti = await person('Hj. Siti Rahmah');
    const own = await aBrowser(site.app, { role: 'attendant' });
    const { page, context } = await open(`/presensi#${session.id}`, own);
    await until(page, 'present', '0 dari 1');
    await whenKept(page);
    await context.setOffline(true);
    await scan(page, ticketOf(site, siti));
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.locator('#asking[open]').waitFor();
    expect(await page.locator('#asking').innerText()).toContain('Masih ada 1 pindaian');
    await page.getByRole('button', { name: 'Tetap di sini' }).click();
    await until(page, 'unsent', '1');
    await context.setOffline(false);
    await until(page, 'unsent', '0');
    await Promise.all([page.waitForURL(`${site.base}/`), page.getByRole('button', { name: 'Keluar' }).click()]);
    expect(await left(page)).toEqual([]);
    expect((await page.goto(`${site.base}/presensi`))?.url()).toContain('/masuk?next=');

    const again = await aBrowser(site.app, { role: 'attendant' });
    const second = await open(`/presensi#${session.id}`, again);
    await until(second.page, 'present', '1 dari 1');
    await whenKept(second.page);
    expect((await left(second.page)).length).toBeGreaterThan(2);
    await second.page.goto(`${site.base}/console`);
    await Promise.all([
      second.page.waitForURL(`${site.base}/`),
      second.page.getByRole('button', { name: 'Keluar' }).click(),
    ]);
    expect(await left(second.page)).toEqual([]);
  });

  it('forgets a list a day after the last session', async () => {
    await person('Hj. Siti Rahmah');
    const { page, context } = await atTheDoor(1);
    await whenKept(page);
    await context.setOffline(true);
    await page.clock.setFixedTime(Date.now() + 26 * 3_600_000);
    await page.reload();
    await until(page, 'present', '0 dari 1');
    await page.clock.setFixedTime(Date.now() + 28 * 3_600_000);
    await page.reload();
    await page.locator('#trouble').filter({ hasText: 'belum tersimpan di ponsel ini' }).waitFor();
    expect(await page.locator('#sessions li').count()).toBe(0);
  });

  it('leads to the console’s marking page where there is no JavaScript', async () => {
    const [name = '', value = ''] = attendant.cookie.split('=');
    const context = await site.browser.newContext({ locale: 'id-ID', javaScriptEnabled: false });
    await context.addCookies([{ name, value, url: site.base }]);
    const page = await context.newPage();
    await page.goto(`${site.base}/presensi`);
    await page.waitForURL(`${site.base}/console`);
    expect(await page.getByRole('link', { name: 'Catat presensi' }).count()).toBeGreaterThan(0);
    await context.close();
  });

  it('is an app that a phone can install', async () => {
    const { page, context } = await open('/presensi');
    await whenKept(page);
    const devtools = await context.newCDPSession(page);
    const { errors, manifest } = await devtools.send('Page.getAppManifest');
    expect([errors, manifest.scope, manifest.startUrl]).toEqual([[], `${site.base}/presensi`, `${site.base}/presensi`]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  });
});

/** The names of what the site keeps in this browser. */
function left(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => `database ${name ?? ''}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
  ]);
}
