import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { locales } from '../../src/kernel/locale.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { fillFirst, fillSecond, press, type Branch } from './fill.js';
import { openWebsite, type Website } from './website.js';

const branches: readonly Branch[] = ['umkm', 'cooperative', 'aspiring'];
const ways = [true, false].flatMap((javaScriptEnabled) =>
  locales.flatMap((locale) => branches.map((who) => ({ who, locale, javaScriptEnabled }))),
);
const received = { id: 'Diterima sebagai peserta', en: 'Confirmed as a participant' } as const;

describe('registering in a browser', () => {
  let site: Website;
  let batch: Batch;
  let number = 1;

  beforeAll(async () => {
    site = await openWebsite();
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    batch = await aBatch(site.app.database, { capacity: 2 });
    await aSession(site.app.database, batch);
    number += 1;
  });

  const form = () => `/kegiatan/${batch.id}/daftar`;
  const registered = () => site.app.database.reader.findBy(Registration, { batchId: batch.id });

  it.each(ways)('works for $who in $locale, with JavaScript: $javaScriptEnabled', async (way) => {
    const { who, locale, javaScriptEnabled } = way;
    const page = await site.visit(`/kegiatan/${batch.id}?lang=${locale}`, { javaScriptEnabled });
    await Promise.all([page.waitForURL(`**${form()}`), page.click(`a[href="${form()}"]`)]);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    await fillFirst(page, { who, number });
    await press(page);
    await fillSecond(page, who);
    await press(page);
    expect(new URL(page.url()).pathname).toMatch(/^\/pendaftaran\/[\w.-]{40,}$/);
    expect(await page.locator('.flash').first().innerText()).toContain(received[locale]);
    const [registration] = await registered();
    expect(await page.locator('.code').innerText()).toBe(registration?.code);
    expect(registration).toMatchObject({ status: 'confirmed', locale, regencyCode: '63.71', channel: 'online' });
    const kinds = { umkm: 'umkm', cooperative: 'cooperative', aspiring: undefined };
    const enterprise = await site.app.database.reader.findOneBy(Enterprise, { id: registration?.enterpriseId ?? '' });
    expect(enterprise?.kind).toBe(kinds[who]);
  });

  it('asks six things first, and the rest by branch', async () => {
    const page = await site.visit(form());
    const names = () =>
      page
        .locator('form.form :is(input:not([type=hidden]), select)')
        .evaluateAll((inputs) => [...new Set(inputs.map((input) => input.getAttribute('name')))]);
    expect(await names()).toEqual([
      'participant.name',
      'participant.nik',
      'participant.phone',
      'participant.gender',
      'participant.regencyCode',
      'who',
    ]);
    await fillFirst(page, { who: 'aspiring', number });
    await press(page);
    expect(await names()).toEqual(['participant.birthDate', 'participant.email', 'participant.address', 'consent']);
    await press(page, 'back');
    await page.check('[name="who"][value="cooperative"]');
    await press(page);
    expect(await names()).toContain('enterprise.cooperativeNumber');
  });

  it('gives a failed form back filled in, each message at its field, without a word of the NIK in the address', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'umkm', number });
    await page.fill('[name="participant.nik"]', '63710552038');
    await page.fill('[name="participant.phone"]', '0812-5OOO');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      press(page),
    ]);
    expect(answer.status()).toBe(422);
    expect(page.url()).not.toContain('6371');
    expect(await page.inputValue('[name="participant.name"]')).toBe('Hj. Norhasanah, S.E.');
    expect(await page.inputValue('[name="participant.nik"]')).toBe('63710552038');
    expect(await page.isChecked('[name="who"][value="umkm"]')).toBe(true);
    for (const field of ['participant-nik', 'participant-phone']) {
      const described = await page.locator(`#${field}`).getAttribute('aria-describedby');
      expect(described).toContain(`${field}-error`);
      expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator(`#${field}-error`).isVisible()).toBe(true);
      expect(await page.locator(`.flash-error a[href="#${field}"]`).count()).toBe(1);
    }
    expect(await page.locator('.error').count()).toBe(2);
    expect(await page.locator('#participant-nik-error').innerText()).toContain('11');
    await page.click('.flash-error a[href="#participant-nik"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('participant-nik');
    expect(await registered()).toEqual([]);
  });

  it('asks for consent, the enterprise and the role on the second screen', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'cooperative', number });
    await press(page);
    expect(await page.locator('.flash-error').count()).toBe(0);
    await press(page);
    const links = await page
      .locator('.flash-error a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.sort()).toEqual(['#consent', '#enterprise-name', '#role']);
    await fillSecond(page, 'cooperative');
    await press(page);
    expect(await registered()).toHaveLength(1);
  });

  it('makes one registration of a form that is sent twice, even when both are on their way at once', async () => {
    const page = await site.visit(form());
    await fillFirst(page, { who: 'aspiring', number });
    await press(page);
    await fillSecond(page, 'aspiring');
    const sent = await page.locator('form.form').evaluate((element) => {
      const data = new FormData(element as HTMLFormElement);
      return new URLSearchParams(
        [...data].map(([name, value]): [string, string] => [name, value as string]),
      ).toString();
    });
    const post = () =>
      fetch(`${site.base}${form()}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: sent,
      });
    const answers = await Promise.all([post(), post(), post()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await registered()).toHaveLength(1);
  });

  it('tells somebody who is registered already where to look, and nothing else, with the form kept', async () => {
    for (const status of [303, 409]) {
      const page = await site.visit(form());
      await fillFirst(page, { who: 'umkm', number });
      await press(page);
      await fillSecond(page, 'umkm');
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        press(page),
      ]);
      expect(answer.status()).toBe(status);
      if (status === 303) continue;
      const flash = page.locator('.flash-error');
      expect(await flash.locator('a').getAttribute('href')).toBe('/pendaftaran');
      expect(await flash.innerText()).not.toContain('Norhasanah');
      expect(await page.inputValue('[name="enterprise.name"]')).toBe('Sasirangan Intan Permata');
    }
  });

  it('puts the third of two on the waiting list and says so', async () => {
    for (const person of [1, 2]) await aRegistration(site.app, batch, number * 10 + person);
    const page = await site.visit(form());
    await fillFirst(page, { who: 'aspiring', number });
    await press(page);
    await fillSecond(page, 'aspiring');
    await press(page);
    expect(await page.locator('.flash').first().innerText()).toContain('urutan ke-1');
    const event = await site.visit(`/kegiatan/${batch.id}`);
    expect(await event.locator(`a[href="${form()}"]`).innerText()).toBe('Masuk daftar tunggu');
  });

  it('shows no form while registration is not open', async () => {
    const later = await aBatch(site.app.database, { registrationOpensAt: new Date('2026-10-08T00:00:00.000Z') });
    await aSession(site.app.database, later);
    const page = await site.visit(`/kegiatan/${later.id}/daftar`);
    expect(new URL(page.url()).pathname).toBe(`/kegiatan/${later.id}`);
    expect(await page.locator('main').innerText()).toContain(
      'Pendaftaran dibuka Kamis, 8 Oktober 2026 pukul 08.00 WITA',
    );
    expect(await page.locator('a[href$="/daftar"]').count()).toBe(0);
  });
});
