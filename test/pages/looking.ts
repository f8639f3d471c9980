import axe from 'axe-core';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const pictures = process.env.SCREENSHOTS;

/** Keeps a picture of the whole page, when pictures are asked for: `npm run screenshots`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
}

/** What reaches beyond the right edge of the window, by tag and class; a table that scrolls by itself may. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => !element.matches('.skip, .visually-hidden') && element.closest('.scroll') === null)
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
      .map((element) => `${element.tagName}.${element.className}`)
      .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page'] : []),
  );
}

/** Of a layout shift: a hundredth of what browsers call good; below lie halves of a pixel. */
export const noticeable = 0.001;

/** Everything that moved without anybody touching the page, as browsers add it up (Cumulative Layout Shift). */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntry[]) => {
          for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
        };
        const observer = new PerformanceObserver((list) => {
          add(list.getEntries());
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        const frames = (left: number) => {
          if (left > 0)
            requestAnimationFrame(() => {
              frames(left - 1);
            });
          else {
            add(observer.takeRecords());
            resolve(sum);
          }
        };
        frames(4);
      }),
  );
}

/** Links and inputs under 44 px high that don't stand within a line of text. */
export function tooSmall(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, .button, .nav a, .tabs a, .row-link, .brand, select, summary, input:not([type=hidden])',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .map((element) => (element.matches('[type=radio], [type=checkbox]') ? element.closest('.choice') : element))
      .filter((element) => element !== null && element.getBoundingClientRect().height < 44)
      .map((element) => element?.outerHTML.slice(0, 80)),
  );
}

/** A date has a stop for each of its parts. */
const mostStops = 8;

/** A frame of a process of its own takes the focus over a moment after the page has let it go. */
async function handedOver(page: Page): Promise<void> {
  const somewhere = () => document.activeElement !== document.body;
  await page.waitForFunction(somewhere, undefined, { timeout: 1_000 }).catch(() => undefined);
}

/** Where the tab key goes another way than the eye; it stays at the last element. */
export async function unlikeRead(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'a[href], button:enabled, select, summary, textarea, iframe, input:not([type=hidden]), [tabindex="0"]',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .filter((element, _, all) => {
        const group = (element as HTMLInputElement).type === 'radio' ? (element as HTMLInputElement).name : '';
        if (group === '') return true;
        const choices = all.filter((other) => (other as HTMLInputElement).name === group) as HTMLInputElement[];
        return (choices.find(({ checked }) => checked) ?? choices[0]) === element;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
  const astray: string[] = [];
  let last = await focused();
  for (const next of wanted) {
    let now = last;
    for (let stop = 0; stop < mostStops && now === last; stop += 1) {
      await page.keyboard.press('Tab');
      await handedOver(page);
      now = await focused();
    }
    if (now !== next) astray.push(`${now} instead of ${next}`);
    last = now;
  }
  return astray;
}

/** What axe finds wrong with a page, each with the elements concerned. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 100)).join(' | ')}`);
  });
}
