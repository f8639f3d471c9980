import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { fillPerson, press } from './fill.js';
import { openWebsite, type Website } from './website.js';

describe('a cooperative that registers its people', () => {
  let site: Website;
  let batch: Batch;
  let number = 500;
  const fresh = () => (number += 1);

  beforeAll(async () => {
    site = await openWebsite();
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    batch = await aBatch(site.app.database, { capacity: 2 });
    await aSession(site.app.database, batch);
  });

  const form = () => `/kegiatan/${batch.id}/daftar-bersama`;
  const rows = () =>
    site.app.database.reader.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });

  it.each([true, false])(
    'does so person by person, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const page = await site.visit(`/kegiatan/${batch.id}`, { javaScriptEnabled });
      await Promise.all([page.waitForURL(`**${form()}`), page.click(`a[href="${form()}"]`)]);
      await page.fill('[name="enterprise.name"]', 'Koperasi Intan Bersama');
      await press(page);
      expect(await page.locator('h2').first().innerText()).toBe('Peserta ke-1');
      await fillPerson(page, 0, fresh());
      await press(page, 'add');
      expect(await page.locator('h2').first().innerText()).toBe('Peserta ke-2');
      await fillPerson(page, 1, fresh());
      await page.fill('[name="participants.1.nik"]', '123');
      await press(page, 'review');
      expect(await page.locator('.flash-error a[href="#participants-1-nik"]').count()).toBe(1);
      await page.fill('[name="participants.1.nik"]', `637105520388${String(number).padStart(4, '0')}`);
      await press(page, 'review');
      expect(await page.locator('.rows .row').count()).toBe(2);
      expect(await rows()).toEqual([]);
      await press(page);
      expect(await page.locator('#consent-error').count()).toBe(1);
      await page.check('[name=consent]');
      await press(page);
      expect(new URL(page.url()).pathname).toMatch(/^\/pendaftaran\/rombongan\/[\w-]{44}$/);
      expect(await page.locator('h1').innerText()).toBe('2 orang telah didaftarkan');
      const made = await rows();
      expect(made.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
      expect(new Set(made.map(({ groupId }) => groupId)).size).toBe(1);
      const links = await page.locator('.rows a[href^="/pendaftaran/"]').all();
      expect(links).toHaveLength(2);
      await Promise.all([page.waitForURL('**/pendaftaran/*'), links[1]?.click()]);
      expect(await page.locator('.code').innerText()).toBe(made[1]?.code);
      await page.context().close();
    },
    90_000,
  );

  it('changes and removes people before sending, and needs two', async () => {
    const page = await site.visit(form(), { javaScriptEnabled: false });
    await page.fill('[name="enterprise.name"]', 'Koperasi Intan Bersama');
    await press(page);
    await fillPerson(page, 0, fresh());
    await press(page, 'review');
    expect(await page.locator('button[name=go][value=on]').count()).toBe(0);
    await press(page, 'add');
    await fillPerson(page, 1, fresh());
    await press(page, 'review');
    await press(page, 'edit-0');
    await page.fill('[name="participants.0.name"]', 'Ahmad Fauzi');
    await press(page, 'review');
    expect(await page.locator('.rows strong').allInnerTexts()).toEqual(['Ahmad Fauzi', `Hj. Siti Rahmah ${number}`]);
    await press(page, 'drop-0');
    expect(await page.locator('.rows strong').allInnerTexts()).toEqual([`Hj. Siti Rahmah ${number}`]);
    await press(page, 'back');
    await press(page, 'back');
    expect(await page.inputValue('[name="enterprise.name"]')).toBe('Koperasi Intan Bersama');
    await page.context().close();
  });

  it('waits together when there is a seat too few, and names who is registered already', async () => {
    await aRegistration(site.app, batch, 1);
    const known = fresh();
    const page = await site.visit(form());
    const send = async (first: number, second: number) => {
      await page.goto(`${site.base}${form()}`);
      await page.fill('[name="enterprise.name"]', 'Koperasi Intan Bersama');
      await press(page);
      await fillPerson(page, 0, first);
      await press(page, 'add');
      await fillPerson(page, 1, second);
      await press(page, 'review');
      await page.check('[name=consent]');
      await press(page);
    };
    await send(known, fresh());
    expect(await page.locator('.rows .badge').allInnerTexts()).toEqual([
      'Daftar tunggu, urutan ke-1',
      'Daftar tunggu, urutan ke-2',
    ]);
    await send(fresh(), known);
    expect(await page.locator('.flash-error').innerText()).toContain('Orang ke-2 sudah terdaftar');
    expect(await rows()).toHaveLength(3);
    await page.context().close();
  });
});
