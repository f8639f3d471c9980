import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Batch } from '../../src/programs/batch.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aRegistration, tokenOf } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { fillFirst, press } from './fill.js';
import { faults, keepPicture, overflowing, tooSmall, unlikeRead } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

const heaviest = 60 * 1024;
const long = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';

describe('every public page', () => {
  let site: Website;
  let batch: Batch;
  let paths: Readonly<Record<string, string>>;

  beforeAll(async () => {
    site = await openWebsite();
    const { database } = site.app;
    const officeId = await anOffice(database);
    const partner = await aPartner(database, { officeId });
    const trainer = await aTrainer(database, { officeId });
    const program = await aProgram(database, {
      officeId,
      kind: 'diklat',
      title: long,
      theme: 'Naik kelas',
      description: 'https://contoh.example/berkas/2026/diklat/laporan_pertanggungjawaban_koperasi_tahun_buku_2026.pdf',
      partnerIds: [partner.id],
    });
    batch = await aBatch(database, { program, quotas: [{ regencyCode: '63.71', capacity: 5 }] });
    await aSession(database, batch, { trainerIds: [trainer.id], room: 'Aula' });
    const mine = tokenOf(await aRegistration(site.app, batch, 1));
    paths = {
      list: '/',
      event: `/kegiatan/${batch.id}`,
      form: `/kegiatan/${batch.id}/daftar`,
      mine: `/pendaftaran/${mine}`,
      withdraw: `/pendaftaran/${mine}/batal`,
      find: '/pendaftaran',
      privacy: '/privasi',
      certificates: '/sertifikat',
      signIn: '/masuk',
      lost: '/tidak-ada',
    };
  }, 60_000);

  afterAll(() => site.close());

  const names = ['list', 'event', 'form', 'mine', 'withdraw', 'find', 'privacy', 'certificates', 'signIn', 'lost'];

  describe.each(names)('%s', (name) => {
    it.each([phone, laptop])('fits $width px, with targets for a thumb', async (viewport) => {
      const page = await site.visit(paths[name] ?? '', { viewport });
      expect(await overflowing(page)).toEqual([]);
      expect(await tooSmall(page)).toEqual([]);
      await keepPicture(page, `public-${name}`);
      await page.context().close();
    });

    it('weighs less than 60 KB with all it needs, and asks nobody else', async () => {
      const page = await site.visit('/health/live');
      const weights: number[] = [];
      const hosts = new Set<string>();
      page.on('response', (response) => {
        hosts.add(new URL(response.url()).origin);
        weights.push(Number(response.headers()['content-length'] ?? Number.NaN));
      });
      await page.goto(`${site.base}${paths[name]}`, { waitUntil: 'load' });
      expect([...hosts]).toEqual([site.base]);
      expect(weights.length).toBeGreaterThanOrEqual(3);
      expect(weights.reduce((total, weight) => total + weight, 0)).toBeLessThan(heaviest);
      await page.context().close();
    });

    it('has one heading of the first rank, a language, a title and a name for each field', async () => {
      const page = await site.visit(paths[name] ?? '');
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('html').getAttribute('lang')).toBe('id');
      expect(await page.title()).not.toBe('');
      const nameless = await page
        .locator('input:not([type=hidden]), select')
        .evaluateAll((inputs) => inputs.filter((input) => (input as HTMLInputElement).labels?.length === 0).length);
      expect(nameless).toBe(0);
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      await page.context().close();
    });

    it('speaks one language', async () => {
      const english = /\b(the|your|you|please|registration|event|events|venue|of|with|sign in|find|open|closed)\b/i;
      const indonesian = /\b(anda|yang|dan|telah|pendaftaran|tempat|mohon|untuk|kami|kegiatan|dengan|wajib)\b/i;
      for (const [locale, foreign] of [
        ['id', english],
        ['en', indonesian],
      ] as const) {
        const page = await site.visit(`${paths[name]}?lang=${locale}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        const spoken = await page.evaluate((title) => {
          for (const said of document.querySelectorAll('.brand, .foot strong, option, [hreflang]')) said.remove();
          return document.body.innerText.replaceAll(title, '').replaceAll(/Dinas Koperasi dan UKM[^.,]*/g, '');
        }, long);
        expect(foreign.exec(spoken)?.[0]).toBeUndefined();
        await page.context().close();
      }
    });

    it('is reached whole by the keyboard, in the order in which it is read', async () => {
      const page = await site.visit(paths[name] ?? '');
      expect(await unlikeRead(page)).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
      await page.context().close();
    });

    it.each(['light', 'dark'] as const)('has no fault that axe knows of, in the %s theme', async (colorScheme) => {
      const page = await site.visit(paths[name] ?? '', { colorScheme });
      expect(await faults(page)).toEqual([]);
      await page.context().close();
    });
  });

  it('the second screen and a failed form fit a phone, too', async () => {
    const page = await site.visit(paths.form ?? '');
    await press(page);
    expect(await overflowing(page)).toEqual([]);
    await fillFirst(page, { who: 'cooperative', number: 900 });
    await press(page);
    expect(await overflowing(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
  });

  it('follows the theme of the device', async () => {
    const shade = async (colorScheme: 'light' | 'dark') => {
      const page = await site.visit('/', { colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    };
    expect(await shade('light')).toBe('rgb(244, 246, 244)');
    expect(await shade('dark')).toBe('rgb(15, 22, 20)');
  });
});
