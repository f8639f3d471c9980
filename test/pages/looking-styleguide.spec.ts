import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { faults, keepPicture, overflowing, tooSmall } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

let site: Website;

beforeAll(async () => {
  site = await openWebsite();
}, 60_000);

afterAll(() => site.close());

it.each([phone, laptop])('every piece that pages are made of fits $width px', async (viewport) => {
  const page = await site.visit('/styleguide', { viewport });
  expect(await page.locator('.field').count()).toBeGreaterThan(4);
  expect(await overflowing(page)).toEqual([]);
  expect(await tooSmall(page)).toEqual([]);
  expect(await faults(page)).toEqual([]);
  await keepPicture(page, 'styleguide');
});
