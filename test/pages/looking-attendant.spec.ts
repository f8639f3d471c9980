import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { testStart } from '../support/test-app.js';
import { aDoorPhone, ticketOf } from './door.js';
import { describeEveryPage } from './every-page.js';
import { faults, keepPicture, overflowing, tooSmall, unlikeRead } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

const long = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const room = 'Aula Utama Lantai 2';
const name = 'Hj. Siti Norhasanah binti H. Abdurrahman, S.E., M.M.';

async function aDoor({ app: { database } }: Website, officeId: string) {
  const program = await aProgram(database, { officeId, title: long });
  const batch = await aBatch(database, { program });
  const endsAt = new Date(testStart.getTime() + 3 * 3_600_000);
  const session = await aSession(database, batch, { title: long, room, startsAt: testStart, endsAt });
  const people = [await aRegistrationRow(database, batch, { name })];
  people.push(await aRegistrationRow(database, batch, { name: 'Rusdi', status: 'cancelled' }));
  return { session, people };
}

describeEveryPage('attendant', ['choosing'], async (site) => {
  const officeId = await anOffice(site.app.database);
  await aDoor(site, officeId);
  const attendant = await aBrowser(site.app, { officeId, role: 'attendant' });
  return { paths: { choosing: '/presensi' }, cookie: attendant.cookie, given: [long, room] };
});

describe('the attendant’s door', () => {
  let site: Website;
  let attendant: Browser;
  let door: Awaited<ReturnType<typeof aDoor>>;

  beforeAll(async () => {
    site = await openWebsite();
    const officeId = await anOffice(site.app.database);
    door = await aDoor(site, officeId);
    attendant = await aBrowser(site.app, { officeId, role: 'attendant' });
  }, 60_000);

  afterAll(() => site.close());

  const looked = async (page: Page, word: string) => {
    expect({ word, found: await overflowing(page) }).toEqual({ word, found: [] });
    expect({ word, found: await tooSmall(page) }).toEqual({ word, found: [] });
    expect({ word, found: await faults(page) }).toEqual({ word, found: [] });
    await keepPicture(page, `attendant-${word}`);
  };

  it.each([
    { viewport: phone, colorScheme: 'dark', lang: 'id' },
    { viewport: phone, colorScheme: 'light', lang: 'en' },
    { viewport: laptop, colorScheme: 'light', lang: 'id' },
    { viewport: laptop, colorScheme: 'dark', lang: 'en' },
  ] as const)('fits $viewport.width px, $colorScheme, in $lang, with each of its answers', async (reader) => {
    const { lang, ...options } = reader;
    const path = `/presensi?lang=${lang}#${door.session.id}`;
    const { page, context } = await aDoorPhone(site, attendant, path, options);
    await page.locator('#present').filter({ hasText: /\d/ }).waitFor();
    const kept = lang === 'id' ? 'door' : 'door-english';
    await looked(page, kept);
    expect(await unlikeRead(page)).toEqual([]);
    await page.fill('#search', 'r');
    await page.fill('#search', 'ru');
    await page.locator('#found').waitFor();
    await looked(page, `${kept}-found`);
    const [siti, away] = door.people.map((person) => ticketOf(site, person));
    for (const [word, ticket] of [
      ['welcome', siti],
      ['already', siti],
      ['not-confirmed', away],
      ['unknown', 'A'.repeat(44)],
    ] as const) {
      await page.fill('#search', ticket ?? '');
      await page.press('#search', 'Enter');
      await page.locator('#answer[open]').waitFor();
      expect(await page.locator('#answer button').evaluate((button) => button === document.activeElement)).toBe(true);
      await looked(page, `${kept}-${word}`);
      await page.keyboard.press('Escape');
      await page.locator('#answer').waitFor({ state: 'hidden' });
    }
    await context.close();
  });

  it('is usable with text twice as large', async () => {
    const { page, context } = await aDoorPhone(site, attendant, `/presensi#${door.session.id}`);
    await page.locator('#present').filter({ hasText: /\d/ }).waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await overflowing(page)).toEqual([]);
    await context.close();
  });
});
