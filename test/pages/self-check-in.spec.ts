import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import decodeQr from 'qr/decode.js';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { testStart } from '../support/test-app.js';
import { aDoorPhone } from './door.js';
import { laptop, openWebsite, type Website } from './website.js';

/**
 * Half a second before the code changes: the clock stands, so that a screen with a script asks again and again. It is
 * moved by whole codes of 20 seconds only; a code is 19.5 seconds old when it is read.
 */
const shortBefore = 19_500;

describe('self check-in', () => {
  let site: Website;
  let organizer: Browser;
  let batch: Batch;
  let session: Session;
  let screen: Page;

  beforeAll(async () => {
    site = await openWebsite();
    site.app.clock.moveTo(new Date(testStart.getTime() + shortBefore));
    organizer = await aBrowser(site.app);
    const { database } = site.app;
    batch = await aBatch(database, { officeId: organizer.member.officeId });
    const endsAt = new Date(testStart.getTime() + 3 * 3_600_000);
    session = await aSession(database, batch, { startsAt: testStart, endsAt, room: 'Aula Utama' });
    ({ page: screen } = await aDoorPhone(site, organizer, `/console/angkatan/${batch.id}`, { viewport: laptop }));
  }, 60_000);

  afterAll(() => site.close());

  const registrant = (name: string) => aRegistrationRow(site.app.database, batch, { name });
  /** A phone on which "my registration" is open. */
  const phoneOf = (registration: Registration, javaScriptEnabled = true) =>
    site.visit(`/pendaftaran/${site.app.app.get(RegistrationLinks).manageToken(registration)}`, { javaScriptEnabled });
  /** What a camera before the screen reads: the path of the address in the QR. */
  const photographed = async (page = screen): Promise<string> => {
    const picture = PNG.sync.read(await page.screenshot());
    const { width, height, data } = picture;
    return new URL(decodeQr({ width, height, data: new Uint8ClampedArray(data) })).pathname;
  };
  const scan = (phone: Page, path: string) => phone.goto(`${site.base}${path}`);
  const here = (phone: Page) => phone.getByRole('button', { name: 'Saya hadir' }).click();
  const arrived = (phone: Page) => phone.locator('.arrived').innerText();
  const marks = () => site.app.database.reader.findBy(Attendance, { sessionId: session.id });

  it('is allowed by an organiser, who opens the screen', async () => {
    await screen.getByRole('link', { name: 'Presensi mandiri' }).click();
    await screen.getByRole('button', { name: 'Izinkan presensi mandiri' }).click();
    await screen.getByRole('status').filter({ hasText: 'diizinkan untuk angkatan ini' }).waitFor();
    await screen.getByRole('link', { name: `Buka layar ${session.title}` }).click();
    await screen.locator('#qr').waitFor();
    expect(await screen.locator('body').innerText()).toContain('Aula Utama');
    await screen
      .locator('#clock')
      .filter({ hasText: /^08.00.\d\d WITA$/ })
      .waitFor();
  });

  it('is opened from the session, and from the attendant’s app', async () => {
    const path = `/console/sesi/${session.id}/layar`;
    const attendant = await aBrowser(site.app, { role: 'attendant', officeId: batch.officeId });
    const { page: door, context } = await aDoorPhone(site, attendant, `/presensi#${session.id}`);
    await door.locator('#hall-screen').click();
    await door.locator('#qr').waitFor();
    expect(new URL(door.url()).pathname).toBe(path);
    await context.close();
    const form = `/console/angkatan/${batch.id}/jadwal/${session.id}`;
    const { page } = await aDoorPhone(site, organizer, form, { viewport: laptop });
    await page.getByRole('link', { name: 'Layar presensi mandiri' }).click();
    expect(new URL(page.url()).pathname).toBe(path);
    await page.context().close();
  });

  it.each([true, false])(
    'takes one press on the phone with “my registration” (JavaScript: %s), and the screen counts it',
    async (javaScriptEnabled) => {
      const person = await registrant(javaScriptEnabled ? 'Hj. Siti Rahmah' : 'Rusdi Hasan');
      const before = (await marks()).length;
      const phone = await phoneOf(person, javaScriptEnabled);
      expect(await phone.locator('main').innerText()).toContain('kamera ponsel ini');
      await scan(phone, await photographed());
      await here(phone);
      expect(await arrived(phone)).toContain('tercatat hadir pukul 08.00 WITA');
      await phone.reload();
      expect(await arrived(phone)).toContain(javaScriptEnabled ? 'Hj. Siti R.' : 'Rusdi H.');
      await screen
        .locator('#count')
        .filter({ hasText: new RegExp(`^${before + 1} dari `) })
        .waitFor();
      await phone.context().close();
    },
  );

  it('refuses a second phone for the same registration', async () => {
    const person = await registrant('Aminah');
    const [first, second] = [await phoneOf(person), await phoneOf(person)];
    const path = await photographed();
    await scan(first, path);
    await scan(second, path);
    await here(first);
    await here(second);
    expect(await arrived(first)).toContain('Aminah');
    expect(await second.getByRole('alert').innerText()).toContain('sudah memakai ponsel lain');
    await screen.goto(`${site.base}/console/angkatan/${batch.id}/presensi-mandiri`);
    await screen.getByRole('button', { name: 'Lepas ponsel Aminah' }).click();
    await screen.getByRole('status').filter({ hasText: 'Ponsel dilepas' }).waitFor();
    await screen.goto(`${site.base}/console/sesi/${session.id}/layar`);
    await scan(second, await photographed());
    await here(second);
    expect(await arrived(second)).toContain('Aminah');
    for (const phone of [first, second]) await phone.context().close();
  });

  it('refuses a photograph of the code after 60 seconds, and takes the one that the screen shows then', async () => {
    const phone = await phoneOf(await registrant('Hasan'));
    const passedOn = await photographed();
    await scan(phone, passedOn);
    await screen.locator('#typed').evaluate((typed) => {
      typed.setAttribute('data-was', typed.textContent);
    });
    site.app.clock.moveBySeconds(60);
    await here(phone);
    expect(await phone.getByRole('alert').innerText()).toContain('Kode ini tidak berlaku');
    await screen.waitForFunction(() => {
      const typed = document.querySelector<HTMLElement>('#typed');
      return typed !== null && typed.textContent !== typed.dataset.was;
    });
    const shown = await screen.locator('#typed').innerText();
    await phone.fill('#kode', shown.toLowerCase());
    await phone.getByRole('button', { name: 'Lanjutkan' }).click();
    await here(phone);
    expect(await arrived(phone)).toContain('Hasan');
    expect(await photographed()).not.toBe(passedOn);
    await phone.context().close();
  });

  it('sends who has not opened the registration to find it', async () => {
    const phone = await site.visit(await photographed());
    expect(await phone.getByRole('alert').innerText()).toContain('belum mengenal pendaftaran Anda');
    await phone.locator('main').getByRole('link', { name: 'Cari pendaftaran saya' }).click();
    expect(new URL(phone.url()).pathname).toBe('/pendaftaran');
    await phone.context().close();
  });

  it('has a screen that opens itself anew without JavaScript, and says so when the line is gone', async () => {
    const path = `/console/sesi/${session.id}/layar`;
    const options = { viewport: laptop, javaScriptEnabled: false };
    const { page, context } = await aDoorPhone(site, organizer, path, options);
    const was = await page.locator('#typed').innerText();
    site.app.clock.moveBySeconds(20);
    await page.locator('#typed').filter({ hasNotText: was }).waitFor();
    expect(await photographed(page)).toMatch(/^\/h\/[\w-]{44}$/);
    await context.close();
    await screen.context().setOffline(true);
    await screen.locator('#lost').filter({ hasText: 'Sambungan terputus' }).waitFor();
    await screen.context().setOffline(false);
    await screen.locator('#lost').waitFor({ state: 'hidden' });
  });
});
