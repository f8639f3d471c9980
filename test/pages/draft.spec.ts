import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { fillFirst, fillSecond, press } from './fill.js';
import { openWebsite, type Website } from './website.js';

describe('a form on a bad line', () => {
  let site: Website;
  let batch: Batch;
  let number = 700;

  beforeAll(async () => {
    site = await openWebsite();
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    batch = await aBatch(site.app.database);
    await aSession(site.app.database, batch);
    number += 1;
  });

  const form = () => `/kegiatan/${batch.id}/daftar`;
  const kept = (page: Page) => page.evaluate(() => JSON.stringify(Object.fromEntries(Object.entries(localStorage))));
  const registered = () => site.app.database.reader.countBy(Registration, { batchId: batch.id });

  it('keeps what was typed, brings it back, and keeps no NIK and no consent', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'umkm', number });
    await press(page);
    await fillSecond(page, 'umkm');
    const draft = await kept(page);
    expect(draft).toContain('Norhasanah');
    expect(draft).toContain('Sasirangan Intan Permata');
    expect(draft).not.toContain('637105520388');
    expect(draft).not.toMatch(/consent|nik\b/);
    await page.goto(`${site.base}${form()}`);
    expect(await page.inputValue('[name="participant.name"]')).toBe('Hj. Norhasanah, S.E.');
    expect(await page.isChecked('[name="who"][value="umkm"]')).toBe(true);
    expect(await page.inputValue('[name="participant.nik"]')).toBe('');
    expect(await page.locator('.note').innerText()).toContain('dipulihkan');
    await page.fill('[name="participant.nik"]', `637105520388${String(number).padStart(4, '0')}`);
    await press(page);
    expect(await page.inputValue('[name="enterprise.name"]')).toBe('Sasirangan Intan Permata');
    expect(await page.isChecked('[name=consent]')).toBe(false);
    await page.check('[name=consent]');
    await press(page);
    expect(new URL(page.url()).pathname).toMatch(/^\/pendaftaran\//);
    expect(await kept(page)).toBe('{}');
    await page.context().close();
  }, 60_000);

  it('forgets on request', async () => {
    const page = await site.visit(form());
    await page.fill('[name="participant.name"]', 'Hj. Norhasanah');
    await page.goto(`${site.base}${form()}`);
    await Promise.all([page.waitForEvent('load'), page.click('.note button')]);
    expect(await page.inputValue('[name="participant.name"]')).toBe('');
    expect(await kept(page)).toBe('{}');
    await page.context().close();
  });

  it('says that the line is lost, stays filled in, and sends itself when it is back', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'aspiring', number });
    await press(page);
    await fillSecond(page, 'aspiring');
    await page.context().setOffline(true);
    await page.click('button[name="go"][value="on"]');
    await page.waitForSelector('.note');
    expect(await page.locator('.note').innerText()).toContain('Koneksi terputus. Data Anda aman di ponsel ini');
    expect(await page.isChecked('[name=consent]')).toBe(true);
    expect(await registered()).toBe(0);
    await Promise.all([page.waitForURL('**/pendaftaran/*'), page.context().setOffline(false)]);
    expect(await registered()).toBe(1);
    expect(await kept(page)).toBe('{}');
    await page.context().close();
  }, 60_000);

  it('is one registration when the answer was lost on its way', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'aspiring', number });
    await press(page);
    await fillSecond(page, 'aspiring');
    let lost = 0;
    await page.route(`**${form()}`, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.click('button[name="go"][value="on"]');
    await page.waitForSelector('.note');
    expect(await registered()).toBe(1);
    await Promise.all([page.waitForURL('**/pendaftaran/*'), page.click('button[name="go"][value="on"]')]);
    expect(await registered()).toBe(1);
    await page.context().close();
  }, 60_000);
});
