import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aGroupBody, aRegistration, tokenOf, type RegisteredGroup } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage, type Sights } from './every-page.js';
import { fillPerson, press } from './fill.js';
import { faults, keepPicture, layoutShift, noticeable, overflowing, tooSmall } from './looking.js';
import { openWebsite, type Website } from './website.js';

const title = 'Bimtek Kemasan Produk Unggulan';
const heaviest = 60 * 1024;

async function prepare(site: Website): Promise<Sights & { readonly paths: Readonly<Record<string, string>> }> {
  const { database } = site.app;
  const program = await aProgram(database, { officeId: await anOffice(database), kind: 'bimtek', title });
  const batch = await aBatch(database, { program });
  await aSession(database, batch);
  const answer = await site.app
    .http()
    .post(`/api/v1/public/batches/${batch.id}/group-registrations`)
    .send(aGroupBody([1, 2, 3]));
  const { groupUrl } = answer.body as RegisteredGroup;
  const mine = `/pendaftaran/${tokenOf(await aRegistration(site.app, batch, 9))}`;
  const event = `/kegiatan/${batch.id}`;
  const paths = { 'group form': `${event}/daftar-bersama`, group: new URL(groupUrl).pathname, correct: `${mine}/data` };
  return { paths, cookie: '', given: [title, 'Hj. Siti Rahmah', 'Dinas Koperasi dan UKM Provinsi Contoh'] };
}

describeEveryPage('public', ['group form', 'group', 'correct'], prepare);

describe('the public pages', () => {
  let site: Website;
  let paths: Readonly<Record<string, string>>;

  beforeAll(async () => {
    site = await openWebsite();
    const sights = await prepare(site);
    const [event] = (sights.paths['group form'] ?? '').split('/daftar-bersama');
    const mine = (sights.paths.correct ?? '').replace('/data', '');
    paths = { ...sights.paths, list: '/', event: event ?? '', form: `${event}/daftar`, mine, find: '/pendaftaran' };
  }, 60_000);

  afterAll(() => site.close());

  const names = ['list', 'event', 'form', 'mine', 'find', 'group form', 'group', 'correct'];

  it.each(names)('%s can be read with letters twice as large, and nothing moves while it loads', async (name) => {
    const page = await site.visit(paths[name] ?? '');
    expect(await layoutShift(page)).toBeLessThan(noticeable);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await overflowing(page)).toEqual([]);
    await page.context().close();
  });

  it('would tell that something moved', async () => {
    const page = await site.visit('/');
    await layoutShift(page);
    await page.evaluate(() => {
      const block = document.createElement('div');
      block.style.height = '150px';
      document.body.prepend(block);
    });
    expect(await layoutShift(page)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('nothing moves when a draft is brought back either', async () => {
    const page = await site.visit(paths.form ?? '');
    await page.fill('[name="participant.name"]', 'Hj. Norhasanah');
    await page.goto(`${site.base}${paths.form}`);
    await page.waitForSelector('.note');
    expect(await layoutShift(page)).toBeLessThan(noticeable);
    expect(await tooSmall(page)).toEqual([]);
    expect(await faults(page)).toEqual([]);
    await keepPicture(page, 'public-draft');
    await page.context().close();
  }, 90_000);

  it.each(['group form', 'group', 'correct'])(
    '%s weighs less than 60 KB in all, and asks nobody else',
    async (name) => {
      const page = await site.visit('/health/live');
      const weights: number[] = [];
      const hosts = new Set<string>();
      page.on('response', (response) => {
        hosts.add(new URL(response.url()).origin);
        weights.push(Number(response.headers()['content-length'] ?? Number.NaN));
      });
      await page.goto(`${site.base}${paths[name]}`, { waitUntil: 'load' });
      expect([...hosts]).toEqual([site.base]);
      expect(weights.reduce((total, weight) => total + weight, 0)).toBeLessThan(heaviest);
      await page.context().close();
    },
  );

  it('the screens of a person and of the list fit a phone and have no fault', async () => {
    const page = await site.visit(paths['group form'] ?? '');
    await page.fill('[name="enterprise.name"]', 'Koperasi Intan Bersama');
    await press(page);
    await keepPicture(page, 'public-group-person');
    for (const place of [0, 1]) {
      await fillPerson(page, place, 50 + place);
      await press(page, place === 0 ? 'add' : 'review');
      expect([await overflowing(page), await tooSmall(page), await faults(page)]).toEqual([[], [], []]);
    }
    await keepPicture(page, 'public-group-review');
    await page.context().close();
  }, 90_000);

  it('a chat finds the card of an event, which changes with what it says', async () => {
    const page = await site.visit(paths.event ?? '');
    const meta = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
    const url = new URL((await meta('image')) ?? '');
    expect(url.origin).toBe('http://localhost:3000');
    expect([await meta('image:width'), await meta('image:height')]).toEqual(['1200', '630']);
    expect(await meta('image:alt')).toContain(title);
    const answer = await fetch(`${site.base}${url.pathname}${url.search}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toBe(`"${url.searchParams.get('v')}"`);
    const again = await fetch(`${site.base}${url.pathname}${url.search}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    const english = await fetch(`${site.base}${url.pathname}?lang=en`);
    expect(english.headers.get('etag')).not.toBe(etag);
    await page.context().close();
  });

  it('an event is taken into a calendar, searched for, and announced with a text to copy', async () => {
    const answer = await fetch(`${site.base}${paths.event}/kalender.ics`);
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    expect((await answer.text()).match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const page = await site.visit('/');
    const search = async (words: string) => {
      await page.fill('[name=q]', words);
      await Promise.all([page.waitForEvent('load'), page.click('.filter button')]);
    };
    await search('KEMASAN banjarbaru');
    expect(await page.locator('.cards h2').allInnerTexts()).toEqual([title]);
    await search('kemasan 100%');
    expect(await page.locator('.empty').innerText()).toContain('Tidak ada kegiatan yang cocok');
    await Promise.all([page.waitForEvent('load'), page.click('.empty a')]);
    expect(await page.locator('.cards h2').count()).toBe(1);
    await page.goto(`${site.base}${paths.event}`);
    await page.click('details summary');
    const text = await page.inputValue('#broadcast');
    for (const part of ['*PENDAFTARAN DIBUKA*', title, '20 Oktober 2026', `http://localhost:3000${paths.event}`]) {
      expect(text).toContain(part);
    }
    await page.click('[data-copies]');
    await page.waitForFunction(() => document.querySelector('[data-copies]')?.textContent.includes('Tersalin'));
    expect([await overflowing(page), await tooSmall(page), await faults(page)]).toEqual([[], [], []]);
    await page.context().close();
  }, 60_000);
});
