import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { qrPng } from '../../src/documents/qr.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { newId } from '../../src/kernel/ids.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { testSettings, testStart } from '../support/test-app.js';
import { aDoorPhone, said, ticketOf, whenKept } from './door.js';
import { filmQrCodes } from './qr-video.js';
import { openWebsite, type Website } from './website.js';

/** Chromium wants the film before the system is there: the tickets of two ids, made with the secret of all tests. */
const ids = [newId(), newId()] as const;
const keyring = new Keyring({ current: testSettings({} as never).appSecret!, previous: [] });
const tickets = ids.map((id) => keyring.token('ticket', id, 1));

describe('the camera at the door', () => {
  let folder: string;
  let site: Website;
  let session: Session;
  let people: Registration[];
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bina-film-'));
    const film = join(folder, 'tickets.y4m');
    await filmQrCodes(film, tickets);
    site = await openWebsite([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const batch = await aBatch(site.app.database);
    session = await aSession(site.app.database, batch, {
      startsAt: testStart,
      endsAt: new Date(testStart.getTime() + 3 * 3_600_000),
    });
    people = await Promise.all(
      ids.map((id, index) => aRegistrationRow(site.app.database, batch, { id, name: ['Norhasanah', 'Rusdi'][index]! })),
    );
  }, 60_000);

  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    const attendant = await aBrowser(site.app, { role: 'attendant' });
    ({ context, page } = await aDoorPhone(site, attendant, '/presensi'));
    await page.getByRole('link', { name: session.title }).waitFor();
  });

  const toTheDoor = () => page.click(`#sessions a[href="#${session.id}"]`);
  const present = (count: number) =>
    page
      .locator('#present')
      .filter({ hasText: new RegExp(`^${count} dari 2$`) })
      .waitFor();
  const hasReader = () => page.evaluate(() => 'BarcodeDetector' in globalThis);
  const recorded = () => site.app.database.reader.countBy(Attendance, { sessionId: session.id });

  it('reads the tickets of a queue with our own reader, also without a line', async () => {
    expect(ticketOf(site, people[0]!)).toBe(tickets[0]);
    await whenKept(page);
    await toTheDoor();
    await present(0);
    expect(await hasReader()).toBe(false);
    await context.setOffline(true);
    await page.click('#start');
    await page.locator('#answer[open][data-kind=welcome]').waitFor();
    await present(2);
    await context.setOffline(false);
    await page.locator('#unsent').filter({ hasText: /^0$/ }).waitFor();
    expect(await recorded()).toBe(2);
    await context.close();
  });

  it('uses the browser’s own reader where there is one, and loads none', async () => {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.addInitScript((ticket) => {
      Object.assign(globalThis, {
        BarcodeDetector: class {
          static getSupportedFormats(): Promise<string[]> {
            return Promise.resolve(['qr_code']);
          }

          readonly detect = () => Promise.resolve([{ rawValue: ticket }]);
        },
      });
    }, tickets[0]!);
    await page.goto(`${site.base}/presensi?lang=id#${session.id}`);
    await present(2);
    await page.click('#start');
    expect(await said(page)).toContain('Norhasanah');
    await page.click('#stop');
    expect(await page.locator('#start').isVisible()).toBe(true);
    expect(loaded.filter((path) => path.includes('pembaca'))).toEqual([]);
    await context.close();
  });

  it('is replaced by a photograph where a page gets no camera', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
    });
    await page.goto(`${site.base}/presensi?lang=id#${session.id}`);
    await present(2);
    expect(await page.locator('#no-camera').innerText()).toContain('Ambil foto kode QR');
    expect(await page.locator('#lens').isHidden()).toBe(true);
    const photo = { name: 'tiket.png', mimeType: 'image/png', buffer: qrPng(tickets[1]!) };
    await page.setInputFiles('#photo', photo);
    expect(await said(page)).toMatch(/Sudah hadir\s+Rusdi/);
    await page.setInputFiles('#photo', { ...photo, buffer: qrPng('https://contoh.example') });
    expect(await said(page)).toContain('bukan tiket');
    await context.close();
  });
});
