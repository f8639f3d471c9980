import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, tokenOf } from '../factories/registration.js';
import { testStart } from '../support/test-app.js';
import { openWebsite, type Website } from './website.js';

describe('the holder of a link', () => {
  let site: Website;
  let batch: Batch;
  let number = 900;

  beforeAll(async () => {
    site = await openWebsite();
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    site.app.clock.moveTo(testStart);
    batch = await aBatch(site.app.database, { quotas: [{ regencyCode: '63.72', capacity: 0 }] });
    await aSession(site.app.database, batch);
    number += 1;
  });

  it.each([true, false])(
    'corrects her own data, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const one = await aRegistration(site.app, batch, number);
      const mine = `/pendaftaran/${tokenOf(one)}`;
      const page = await site.visit(mine, { javaScriptEnabled });
      await Promise.all([page.waitForURL('**/data'), page.click(`a[href="${mine}/data"]`)]);
      expect(await page.locator('[name="participant.nik"]').count()).toBe(0);
      expect(await page.inputValue('[name="participant.phone"]')).toMatch(/^0812/);
      await page.fill('[name="participant.email"]', 'bukan alamat');
      await page.fill('[name="enterprise.name"]', 'Kue Lam Jaya');
      await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
      expect(await page.locator('#participant-email-error').isVisible()).toBe(true);
      await page.fill('[name="participant.email"]', 'siti@warga.example');
      await page.selectOption('[name="participant.regencyCode"]', '63.72');
      await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
      expect(await page.locator('.flash-error').innerText()).toContain('kuotanya sudah penuh');
      await page.selectOption('[name="participant.regencyCode"]', '63.71');
      await Promise.all([page.waitForURL('**?done=corrected'), page.click('main form button')]);
      expect(await page.locator('[role=status]').innerText()).toBe('Data Anda sudah diperbarui.');
      const row = await site.app.database.reader.findOneByOrFail(Registration, { id: one.id });
      expect(row.email).toBe('siti@warga.example');
      await page.context().close();
    },
    60_000,
  );

  it('reads whom to ask once the window is closed', async () => {
    const one = await aRegistration(site.app, batch, number);
    site.app.clock.moveTo(batch.registrationClosesAt);
    const page = await site.visit(`/pendaftaran/${tokenOf(one)}/data`);
    expect(await page.locator('main').innerText()).toContain('Mohon hubungi penyelenggara: Dinas');
    expect(await page.locator('main form').count()).toBe(0);
    await page.context().close();
  });
});
