import { afterEach, beforeEach, jest } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Download,
  type Page,
} from 'playwright-core';
import { chromiumWith } from '../engines/chromium-server.mjs';
import { startApp, type TestApp } from '../support/test-app.js';

/** The whole system behind a real port of this machine, and a real browser before it. */
export interface Website {
  readonly app: TestApp;
  readonly base: string;
  readonly browser: Browser;
  /** A fresh visitor: no cookies, a phone's width unless given otherwise. */
  readonly visit: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** A browser on a busy machine takes its time. */
jest.setTimeout(30_000);

/** Visitors of the test that is running leave with it; those who came before all tests of a suite stay for all. */
let ofThisTest: BrowserContext[] | undefined;

beforeEach(() => {
  ofThisTest = [];
});

afterEach(async () => {
  const gone = ofThisTest ?? [];
  ofThisTest = undefined;
  await Promise.all(gone.map((context) => context.close()));
});

export const phone = { width: 360, height: 740 };
export const laptop = { width: 1280, height: 800 };

/** With `flags` before a browser of its own. */
export async function openWebsite(flags: readonly string[] = []): Promise<Website> {
  const app = await startApp();
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const shared = process.env.BINA_TEST_CHROMIUM ?? '';
  const browser = flags.length === 0 ? await chromium.connect(shared) : await chromium.launch(chromiumWith(flags));
  return {
    app,
    base,
    browser,
    visit: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: phone, locale: 'id-ID', ...options });
      ofThisTest?.push(context);
      const page = await context.newPage();
      await page.goto(`${base}${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

export async function contentOf(download: Download): Promise<Buffer> {
  const stream = await download.createReadStream();
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}
