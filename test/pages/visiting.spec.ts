import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { CertificateQueries } from '../../src/certificates/certificate.queries.js';
import ical from 'ical.js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { Batch } from '../../src/programs/batch.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistration, tokenOf } from '../factories/registration.js';
import { aStaffMember, anOffice } from '../factories/staff.js';
import { testStart } from '../support/test-app.js';
import { openWebsite, type Website } from './website.js';

const seen = { accept: 'text/html' };

describe('a visitor', () => {
  let site: Website;
  let officeId: string;
  let batch: Batch;

  beforeAll(async () => {
    site = await openWebsite();
    officeId = await anOffice(site.app.database);
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    site.app.clock.moveTo(testStart);
    batch = await aBatch(site.app.database, { capacity: 1 });
    await aSession(site.app.database, batch);
  });

  const get = (path: string) => fetch(`${site.base}${path}`, { headers: seen, redirect: 'manual' });
  const mainText = async (path: string) => (await site.visit(path)).locator('main').innerText();

  it('narrows the list by kind and place, keeps the choice, and is told when nothing is left', async () => {
    const dialog = await aBatch(site.app.database, { kind: 'dialog', venueRegencyCode: '63.08' });
    await aSession(site.app.database, dialog);
    const page = await site.visit('/');
    await page.selectOption('[name=kind]', 'dialog');
    await page.selectOption('[name=regencyCode]', '63.08');
    await Promise.all([page.waitForURL('**/?q=&kind=dialog&regencyCode=63.08'), page.click('.filter button')]);
    expect(await page.locator('.cards .card').count()).toBe(1);
    expect(await page.locator('.cards h2 a').getAttribute('href')).toBe(`/kegiatan/${dialog.id}`);
    expect(await page.inputValue('[name=kind]')).toBe('dialog');
    expect(await page.locator('[name=regencyCode] option').count()).toBe(14);
    expect(await mainText('/?kind=dialog&regencyCode=63.01')).toContain('Tidak ada kegiatan yang cocok');
  });

  it('comes by a link to which a chat has added something', async () => {
    for (const query of ['?fbclid=x', '?kind=pesta', '?after=1', '?regencyCode=99.99', '?kind=dialog&kind=diklat']) {
      expect({ query, status: (await get(`/${query}`)).status }).toEqual({ query, status: 200 });
    }
  });

  it('turns pages by key and sees every event once', async () => {
    const kind = 'diklat';
    const program = await aProgram(site.app.database, { officeId, kind });
    for (let number = 1; number <= 25; number += 1) {
      await aSession(site.app.database, await aBatch(site.app.database, { program, number }));
    }
    const page = await site.visit('/?kind=diklat');
    const links = () => page.locator('.cards h2 a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const first = await links();
    await Promise.all([page.waitForURL('**after=**'), page.click('main > .actions a')]);
    expect(page.url()).toContain('kind=diklat');
    const all = [...first, ...(await links())];
    expect(all).toHaveLength(25);
    expect(new Set(all).size).toBe(25);
    expect(await page.locator('main > .actions a').count()).toBe(0);
  });

  it('stays in the language that was chosen, and gets that of the browser before', async () => {
    const page = await site.visit('/', { locale: 'en-GB' });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await Promise.all([page.waitForURL('**lang=id'), page.click('[hreflang=id]')]);
    await Promise.all([page.waitForURL('**/pendaftaran'), page.click('.nav a[href="/pendaftaran"]')]);
    expect(await page.locator('html').getAttribute('lang')).toBe('id');
    await Promise.all([page.waitForURL('**/pendaftaran?lang=en'), page.click('[hreflang=en]')]);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('shares an event with a preview that tells what, when and where', async () => {
    const page = await site.visit(`/kegiatan/${batch.id}`);
    const meta = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
    expect(await meta('title')).toBe('Bimtek Kemasan Produk Unggulan');
    expect(await meta('description')).toContain('20 Oktober 2026 · Balai Pelatihan Koperasi');
    const share = new URL((await page.locator('a[href^="https://wa.me/"]').getAttribute('href')) ?? '');
    expect(share.searchParams.get('text')).toContain(`http://localhost:3000/kegiatan/${batch.id}`);
  });

  it('sees no draft, and what became of a cancelled event', async () => {
    const draft = await aBatch(site.app.database, { status: 'draft', publishedAt: null });
    expect((await get(`/kegiatan/${draft.id}`)).status).toBe(404);
    const cancelled = await aBatch(site.app.database, { status: 'cancelled', cancellationReason: 'Banjir' });
    await aSession(site.app.database, cancelled);
    expect(await mainText(`/kegiatan/${cancelled.id}`)).toContain('Dibatalkan');
    expect(await mainText('/')).not.toContain('Dibatalkan');
  });

  it('is not called to an event that takes nobody any more', async () => {
    const closed = await aBatch(site.app.database, { registrationClosesAt: testStart });
    await aSession(site.app.database, closed);
    const cancelled = await aBatch(site.app.database, { status: 'cancelled' });
    for (const { id } of [closed, cancelled]) {
      const page = await site.visit(`/kegiatan/${id}`);
      expect(await page.locator('main').innerText()).toMatch(/Kuota\s+30 tempat\n/);
      expect(await page.locator('a[href^="https://wa.me/"], a[href$="/daftar"]').count()).toBe(0);
    }
    expect(await mainText(`/kegiatan/${closed.id}`)).toContain('Pendaftaran ditutup Senin, 5 Oktober 2026');
    expect(await mainText(`/kegiatan/${cancelled.id}`)).toMatch(/Pendaftaran sudah ditutup\n/);
  });

  it('reads an error in the own language, without anything to learn from it', async () => {
    const english = await fetch(`${site.base}/kegiatan/x`, { headers: { ...seen, 'accept-language': 'en' } });
    expect(english.status).toBe(404);
    expect(await english.text()).toContain('<html lang="en">');
    const own = await get('/pendaftaran/bukan-token');
    expect(own.status).toBe(404);
    expect(await own.text()).toContain('Pendaftaran tidak ditemukan.');
    expect((await get('/sertifikat/bukan-token')).status).toBe(404);
  });

  describe('who registered', () => {
    const path = (registered: { manageUrl: string }) => `/pendaftaran/${tokenOf(registered)}`;

    it('keeps a page that nobody else finds, with a ticket that the door can scan', async () => {
      const registered = await aRegistration(site.app, batch, 1);
      const answer = await get(path(registered));
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('strict-origin');
      expect(await answer.text()).toContain('<meta name="robots" content="noindex">');
      const page = await site.visit(path(registered), { deviceScaleFactor: 2 });
      const { data, width, height } = PNG.sync.read(await page.locator('.ticket').screenshot());
      const registration = await site.app.database.reader.findOneByOrFail(Registration, { id: registered.id });
      expect(jsQR.default(new Uint8ClampedArray(data), width, height)?.data).toBe(
        site.app.app.get(RegistrationLinks).ticket(registration),
      );
      const save = (await page.locator('a[href^="https://wa.me/"]').getAttribute('href')) ?? '';
      expect(new URL(save).searchParams.get('text')).toContain(registered.code);
    });

    it('takes the sessions along to a calendar', async () => {
      const answer = await get(`${path(await aRegistration(site.app, batch, 2))}/kalender.ics`);
      expect(answer.headers.get('content-type')).toContain('text/calendar');
      const events = new ical.Component(ical.parse(await answer.text()) as unknown[]).getAllSubcomponents('vevent');
      expect(events.map((event) => String(event.getFirstPropertyValue('summary')))).toEqual([
        expect.stringContaining('Desain kemasan'),
      ]);
    });

    it('withdraws after a question, and the next in line comes up', async () => {
      const first = await aRegistration(site.app, batch, 3);
      const next = await aRegistration(site.app, batch, 4);
      expect(await mainText(path(next))).toContain('Daftar tunggu, urutan ke-1');
      const page = await site.visit(path(first));
      await Promise.all([page.waitForURL('**/batal'), page.click('a[href$="/batal"]')]);
      const still = await site.app.database.reader.findOneByOrFail(Registration, { id: first.id });
      expect(still.status).toBe('confirmed');
      await Promise.all([page.waitForURL(`**${path(first)}`), page.click('main form button')]);
      expect(await page.locator('main').innerText()).toContain('Dibatalkan');
      expect(await page.locator('.ticket').count()).toBe(0);
      expect(await mainText(path(next))).toContain('Diterima sebagai peserta');
    });

    it('is told by whom the waiting list moves: by itself, or by the committee that selects', async () => {
      await aRegistration(site.app, batch, 8);
      expect(await mainText(path(await aRegistration(site.app, batch, 9)))).toContain('Anda naik secara otomatis');
      const selecting = await aBatch(site.app.database, { admission: 'selection' });
      await aSession(site.app.database, selecting);
      const waiting = await aRegistration(site.app, selecting, 8);
      await site.app.database.transaction((tx) => tx.update(Registration, waiting.id, { status: 'waitlisted' }));
      expect(await mainText(path(waiting))).toContain('panitia menetapkan penggantinya');
    });

    it('is asked to come until the event is over, and not after', async () => {
      const own = path(await aRegistration(site.app, batch, 10));
      expect(await mainText(own)).toContain('Mohon hadir 30 menit sebelum acara');
      site.app.clock.moveTo(new Date('2026-10-21T00:00:00.000Z'));
      const over = await mainText(own);
      expect(over).toContain('Diterima sebagai peserta');
      expect(over).toContain('Kegiatan ini sudah selesai.');
      for (const past of ['Mohon hadir', 'Pindai kode', 'kalender']) expect(over).not.toContain(past);
    });

    it('is given a hint when the NIK tells another birth date', async () => {
      const odd = await aRegistration(site.app, batch, 5, { participant: { birthDate: '1960-01-01' } });
      expect(await mainText(path(odd))).toContain('Sebagian data berbeda dengan NIK Anda');
    });

    it('finds the page again by code and the end of the phone number, and nobody does without', async () => {
      const registered = await aRegistration(site.app, batch, 6);
      const page = await site.visit('/pendaftaran');
      const ask = async (code: string, digits: string) => {
        await page.fill('[name=code]', code);
        await page.fill('[name=phoneLast4]', digits);
        await Promise.all([page.waitForEvent('load'), page.click('main button')]);
      };
      const failures: string[] = [];
      for (const [code, digits] of [
        [registered.code, '9999'],
        ['K7M4-9QTX', '0006'],
        ['bukan kode', '0006'],
      ] as const) {
        await ask(code, digits);
        failures.push(await page.locator('.flash-error').innerText());
        expect(await page.inputValue('[name=code]')).toBe(code);
      }
      expect(new Set(failures).size).toBe(1);
      await ask(registered.code.toLowerCase().replace('-', ' '), '0006');
      expect(new URL(page.url()).pathname).toBe(path(registered));
    });
  });

  it('checks a certificate: every printed field, and whether it is still good', async () => {
    const organizer = await aStaffMember(site.app.database, { officeId });
    const program = await aProgram(site.app.database, { officeId, kind: 'diklat', theme: 'Naik kelas' });
    const held = await aBatch(site.app.database, { program, number: 30 });
    const session = await aSession(site.app.database, held);
    const { id, manageUrl } = await aRegistration(site.app, held, 7);
    site.app.clock.moveTo(new Date('2026-10-21T00:00:00.000Z'));
    const api = (method: 'put' | 'post', path: string, body: object) =>
      site.app.http()[method](`/api/v1${path}`).set(organizer.authorization).send(body);
    await api('put', `/sessions/${session.id}/attendance/${id}`, { status: 'present' });
    await api('post', `/batches/${held.id}/certificates`, {});
    const mine = await site.visit(`/pendaftaran/${tokenOf({ manageUrl })}`);
    const href = (await mine.locator('a[href^="/sertifikat/"]').getAttribute('href')) ?? '';
    const page = await site.visit(href);
    const text = await page.locator('main').innerText();
    const { content, number } = await site.app.database.reader.findOneByOrFail(Certificate, { registrationId: id });
    const printed = [
      number,
      content.recipient.name,
      content.program.title,
      'Naik kelas',
      'Angkatan XXX',
      '20 Oktober 2026',
      '4 JP',
      content.office.name,
      content.signatory.name,
      'Desain kemasan',
    ];
    for (const field of ['Sertifikat ini sah.', ...printed]) expect(text).toContain(field);
    const pdf = (await page.locator('a[href$=".pdf"]').getAttribute('href')) ?? '';
    expect((await get(pdf)).headers.get('content-type')).toBe('application/pdf');
    const certificate = await site.app.database.reader.findOneByOrFail(Certificate, { registrationId: id });
    await api('post', `/certificates/${certificate.id}/revocation`, { reason: 'Salah terbit' });
    expect(href).toBe(`/sertifikat/${site.app.app.get(CertificateQueries).tokenOf(certificate)}`);
    const revoked = await mainText(href);
    expect(revoked).toContain('Sertifikat ini dicabut.');
    expect(revoked).toContain('Alasan: Salah terbit');
  });
});
