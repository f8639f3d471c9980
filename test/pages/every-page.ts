import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Locale } from '../../src/kernel/locale.js';
import { faults, keepPicture, layoutShift, noticeable, overflowing, tooSmall, unlikeRead } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

/** Pages to be looked at: their addresses by name, and who looks. */
export interface Sights {
  readonly paths: Readonly<Record<string, string>>;
  /** Of the session; empty for nobody in particular. */
  readonly cookie: string;
  /** Of a page that somebody else looks at, by the page's name. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** Texts that people gave, which say nothing of a page's own language. */
  readonly given: readonly string[];
}

const english = /\b(the|your|you|please|registration|of|with|sign out|find|participants|timetable|report)\b/i;
const indonesian = /\b(anda|yang|dan|telah|pendaftaran|mohon|untuk|kami|dengan|wajib|peserta|jadwal|laporan)\b/i;

/** Looks at every page as its readers do: on a phone and a laptop, in both languages, by keyboard. */
export function describeEveryPage(
  topic: string,
  names: readonly string[],
  prepare: (site: Website) => Promise<Sights>,
): void {
  describe(topic, () => {
    let site: Website;
    let sights: Sights;

    beforeAll(async () => {
      site = await openWebsite();
      sights = await prepare(site);
    }, 60_000);

    afterAll(() => site.close());

    /** `lang` is asked for besides what the address asks for. */
    async function visit(word: string, options: BrowserContextOptions = {}, lang?: Locale): Promise<Page> {
      const { paths, cookies = {} } = sights;
      const path = paths[word] ?? '';
      const query = lang === undefined ? '' : `${path.includes('?') ? '&' : '?'}lang=${lang}`;
      const cookie = cookies[word] ?? sights.cookie;
      const signedIn = cookie === '' ? {} : { extraHTTPHeaders: { cookie } };
      return site.visit(`${path}${query}`, { ...options, ...signedIn });
    }

    it('is looked at below', () => {
      expect(Object.keys(sights.paths).sort()).toEqual([...names].sort());
    });

    describe.each(names)('%s', (word) => {
      it.each([phone, laptop])(
        'fits $width px, with targets for a thumb and no fault that axe knows of',
        async (viewport) => {
          const colorScheme = viewport === phone ? 'dark' : 'light';
          const page = await visit(word, { viewport, colorScheme });
          expect(await page.locator('nav').count()).toBeGreaterThan(0);
          expect(await overflowing(page)).toEqual([]);
          expect(await tooSmall(page)).toEqual([]);
          expect(await faults(page)).toEqual([]);
          await keepPicture(page, `${topic}-${word}`.replaceAll(' ', '-'));
          await page.context().close();
        },
      );

      it('has one heading of the first rank, an address for each form, and ids that are unique', async () => {
        const page = await visit(word);
        expect(await page.locator('h1').count()).toBe(1);
        const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(await page.locator('form[method=post]:not([action])').count()).toBe(0);
        await page.context().close();
      });

      it('stands still while it loads, and can be read with letters twice as large', async () => {
        const page = await visit(word);
        expect(await layoutShift(page)).toBeLessThan(noticeable);
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        expect(await overflowing(page)).toEqual([]);
        await page.context().close();
      });

      it('speaks one language', async () => {
        for (const [locale, foreign] of [
          ['id', english],
          ['en', indonesian],
        ] as const) {
          const page = await visit(word, {}, locale);
          const spoken = await page.evaluate((given) => {
            for (const said of document.querySelectorAll('.brand, option, [hreflang], .facts dd, .checked'))
              said.remove();
            const said = given.reduce((left, text) => left.replaceAll(text, ''), document.body.innerText);
            return said.replaceAll(/Balai[^.,\n]*|Bagian Laporan|\S+@\S+/g, '');
          }, sights.given);
          expect(foreign.exec(spoken)?.[0]).toBeUndefined();
          await page.context().close();
        }
      });

      it('is reached whole by the keyboard, in the order in which it is read', async () => {
        const page = await visit(word);
        expect(await unlikeRead(page)).toEqual([]);
        await page.context().close();
      });
    });
  });
}
