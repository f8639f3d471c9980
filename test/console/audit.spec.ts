import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Messages } from '../../src/http/messages.js';
import { Audit } from '../../src/identity/audit.js';
import { newId } from '../../src/kernel/ids.js';
import { locales } from '../../src/kernel/locale.js';
import { batchStatuses } from '../../src/programs/batch.entity.js';
import { registrationStatuses } from '../../src/registrations/registration.rules.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const trail = '/console/pengaturan/jejak';

describe('the audit trail', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app, { role: 'administrator' });
  });

  afterAll(() => app.close());

  const seen = async (query = '') => (await browser.get(`${trail}${query}`)).text;
  const entries = (text: string) => text.match(/class="trail"/g)?.length ?? 0;

  it('tells in words who did what to what, and from what to what', async () => {
    const batch = await aBatch(app.database, { officeId: browser.member.officeId, status: 'draft', publishedAt: null });
    await aSession(app.database, batch);
    await browser.post(`/console/angkatan/${batch.id}/terbit`);
    const text = await seen(`?angkatan=${batch.id}`);
    expect(entries(text)).toBe(1);
    expect(text).toContain('Menerbitkan angkatan');
    expect(text).toContain('Bimtek Kemasan Produk Unggulan (I)');
    expect(text).toContain('Status: Konsep → Terbit');
    expect(text).toContain('Senin, 5 Oktober 2026 pukul 08.00 WITA · Noor Aini');
    expect((await browser.get(`${trail}?angkatan=${batch.id}&lang=en`)).text).toContain('State: Draft → Published');
  });

  it('is narrowed by batch to all that hangs on it, removed sessions and marks included', async () => {
    const batch = await aBatch(app.database, { officeId: browser.member.officeId });
    const { id } = await aSession(app.database, batch, { title: 'Sesi pertama' });
    await aSession(app.database, batch, {
      startsAt: new Date('2026-10-21T00:00Z'),
      endsAt: new Date('2026-10-21T03:00Z'),
    });
    const registration = await aRegistration(app, batch, 1);
    const marks = app.app.get(MarkAttendance);
    const mark = { status: 'sick', note: 'Sakit jantung' } as const;
    await marks.run(browser.member.actor, id, registration.id, mark);
    const other = await aSession(app.database, batch, {
      ...{ title: 'Sesi hapus', startsAt: new Date('2026-10-22T00:00Z'), endsAt: new Date('2026-10-22T03:00Z') },
    });
    await browser.post(`/console/angkatan/${batch.id}/jadwal/${other.id}/hapus`);
    const text = await seen(`?angkatan=${batch.id}`);
    expect(text).toContain('Menghapus sesi');
    expect(text).toContain('Judul: Sesi hapus → –');
    expect(text).toContain('Mencatat presensi');
    expect(text).toContain('Menerima pendaftar');
    expect(text).not.toContain('jantung');
    expect(entries(await seen(`?angkatan=${newId()}`))).toBe(0);
  });

  it('is narrowed by person, kind and day, and goes on by pages', async () => {
    const { officeId } = browser.member;
    const audit = app.app.get(Audit);
    await app.database.transaction(async (tx) => {
      for (let index = 0; index < 60; index += 1) {
        const subject = { type: 'trainer', id: newId() };
        await audit.record(tx, { officeId, actor: 'system', action: 'trainer.created', subject });
      }
    });
    const first = await seen('?jenis=trainer');
    const next =
      /href="([^"]*after&#x3D;[^"]*)"/.exec(first)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') ?? '';
    expect([entries(first), entries((await browser.get(next)).text)]).toEqual([50, 10]);
    expect(entries(await seen(`?jenis=trainer&orang=${browser.member.userId}`))).toBe(0);
    expect(entries(await seen('?jenis=trainer&orang=system'))).toBe(50);
    expect(entries(await seen('?jenis=trainer&hari=2026-10-05'))).toBe(50);
    expect(entries(await seen('?jenis=trainer&hari=2026-10-04'))).toBe(0);
  });

  it('is downloaded whole as CSV, with no cell that a spreadsheet would take for a formula', async () => {
    const { officeId } = browser.member;
    await app.database.transaction((tx) =>
      app.app.get(Audit).record(tx, {
        ...{ officeId, actor: 'system', action: 'session.removed', subject: { type: 'session', id: newId() } },
        before: { title: '=1+1' },
      }),
    );
    const file = await browser.get(`${trail}/unduh?jenis=trainer`);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.trim().split('\r\n')).toHaveLength(61);
    expect((await browser.get(`${trail}/unduh?jenis=session`)).text).toContain('Judul: =1+1 → –');
  });

  it('shows nothing of another office', async () => {
    const officeId = await anOffice(app.database, { name: 'Dinas Lain' });
    const subject = { type: 'batch', id: newId() };
    await app.database.transaction((tx) =>
      app.app
        .get(Audit)
        .record(tx, { officeId, actor: 'system', action: 'batch.created', subject, after: { title: 'Rahasia' } }),
    );
    expect(await seen('?orang=system')).not.toContain('Rahasia');
    expect(entries(await seen(`?angkatan=${subject.id}`))).toBe(0);
  });
});

describe('every code that is noted', () => {
  const sources = (readdirSync('src', { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join('src', file), 'utf8'));
  const lines = sources.flatMap((source) => source.split('\n')).filter((line) => /action\b|record\(/.test(line));
  const plain = lines.flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, code = '']) => code));
  const made = lines.flatMap((line) => [...line.matchAll(/action: `([\w${}.]+)`/g)].map(([, code = '']) => code));
  const known: Readonly<Record<string, readonly string[]>> = {
    'batch.${change.status}': batchStatuses.map((status) => `batch.${status}`),
    'registration.${status}': registrationStatuses.map((status) => `registration.${status}`),
    'registration.${next}': [],
    'partner_contact.${action}': ['partner_contact.link_renewed', 'partner_contact.link_revoked'],
    '${type}.created': ['partner.created', 'trainer.created'],
  };

  it('is one of those that are looked at below', () => {
    expect(plain.length).toBeGreaterThan(20);
    expect(made.filter((code) => !(code in known))).toEqual([]);
  });

  it.each([...new Set([...plain, ...Object.values(known).flat()])])('%s has words in both languages', (code) => {
    const messages = new Messages();
    for (const locale of locales) expect(messages.has(locale, `audit:action_${code.replace('.', '_')}`)).toBe(true);
  });
});
