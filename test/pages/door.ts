import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { Keyring } from '../../src/kernel/keyring.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import type { Browser as SignedIn } from '../console/browser.js';
import { phone, type Website } from './website.js';

/** A phone at the door: its own browser, somebody signed in on it, and the app open. */
export interface DoorPhone {
  readonly context: BrowserContext;
  readonly page: Page;
}

export async function aDoorPhone(
  { browser, base }: Pick<Website, 'browser' | 'base'>,
  { cookie }: Pick<SignedIn, 'cookie'>,
  path = '/presensi',
  options: BrowserContextOptions = {},
): Promise<DoorPhone> {
  const context = await browser.newContext({ viewport: phone, locale: 'id-ID', ...options });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: base }]);
  const page = await context.newPage();
  await page.goto(`${base}${path}`);
  return { context, page };
}

/** Waits until the app is kept whole: from then on it opens without a line. */
export async function whenKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export function ticketOf({ app }: Website, { id, tokenVersion }: Registration): string {
  return app.app.get(Keyring).token('ticket', id, tokenVersion);
}

/** As a reader that is plugged in does: types the ticket and presses Enter. Answers what the screen says. */
export async function scan(page: Page, ticket: string): Promise<string> {
  await page.fill('#search', ticket);
  await page.press('#search', 'Enter');
  return said(page);
}

/** The answer on the screen, which is then closed. */
export async function said(page: Page): Promise<string> {
  await page.locator('#answer[open]').waitFor();
  const text = await page.locator('#answer .answer-body').innerText();
  await page.click('#answer button');
  return text;
}

/** What waits on the phone to be sent. */
export function heldOn(page: Page): Promise<{ readonly id: string; readonly at: string; readonly ticket?: string }[]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('presensi');
        opening.onerror = () => {
          reject(new Error('no database'));
        };
        opening.onsuccess = () => {
          const reading = opening.result.transaction('scans').objectStore('scans').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result as never);
          };
        };
      }),
  );
}
