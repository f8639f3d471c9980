import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram, aTrainer } from '../factories/program.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const wita = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

describe('the calendar of all programs', () => {
  let app: TestApp;
  let browser: Browser;
  let officeId: string;

  beforeAll(async () => {
    app = await startApp();
    officeId = await anOffice(app.database);
    browser = await aBrowser(app, { officeId });
  });

  afterAll(() => app.close());

  const prepare = async () => {
    const trainer = await aTrainer(app.database, { officeId, name: 'Dr. Rusmina' });
    const bimtek = await aProgram(app.database, { officeId, title: 'Bimtek Kemasan' });
    const diklat = await aProgram(app.database, { officeId, kind: 'diklat', title: 'Diklat Keuangan' });
    const first = await aBatch(app.database, { program: bimtek });
    const second = await aBatch(app.database, { program: diklat, venueName: 'Gedung Lain', status: 'draft' });
    const cancelled = await aBatch(app.database, { program: diklat, status: 'cancelled' });
    return { trainer, first, second, cancelled };
  };

  it('shows what all batches hold in a month, in the zone of each, and what was cancelled not', async () => {
    const { trainer, first, second, cancelled } = await prepare();
    await aSession(app.database, first, {
      title: 'Malam',
      startsAt: wita('2026-11-01', '00:30'),
      endsAt: wita('2026-11-01', '02:00'),
    });
    await aSession(app.database, second, {
      ...{ title: 'Bersama', startsAt: wita('2026-11-03', '08:00'), endsAt: wita('2026-11-03', '10:00') },
      trainerIds: [trainer.id],
    });
    await aSession(app.database, cancelled, {
      title: 'Batal',
      startsAt: wita('2026-11-03', '08:00'),
      endsAt: wita('2026-11-03', '10:00'),
    });
    const month = (await browser.get('/console/kalender?bulan=2026-11')).text;
    expect(month).toContain('November 2026');
    expect(month).toContain('Minggu, 1 November 2026');
    expect(month.match(/class="entry /g)).toHaveLength(2);
    const agenda = (await browser.get('/console/kalender?bulan=2026-11&tampilan=agenda')).text;
    expect(agenda).toContain('Malam');
    expect(agenda).not.toContain('Batal');
    const october = (await browser.get('/console/kalender?bulan=2026-10&tampilan=agenda')).text;
    expect(october).not.toContain('Malam');
  });

  it('is narrowed by kind, venue and trainer, and marks in words what clashes', async () => {
    const { trainer, first, second } = await prepare();
    const times = { startsAt: wita('2026-12-07', '08:00'), endsAt: wita('2026-12-07', '10:00') };
    await aSession(app.database, first, { ...times, title: 'Label', trainerIds: [trainer.id] });
    await aSession(app.database, second, { ...times, title: 'Kas', trainerIds: [trainer.id] });
    const seen = async (query: string) => {
      const { text } = await browser.get(`/console/kalender?bulan=2026-12&tampilan=agenda${query}`);
      return ['</strong> Label', '</strong> Kas'].map((title) => text.includes(title));
    };
    expect(await seen('')).toEqual([true, true]);
    expect(await seen('&jenis=diklat')).toEqual([false, true]);
    expect(await seen('&tempat=Gedung+Lain')).toEqual([false, true]);
    expect(await seen(`&narasumber=${trainer.id}`)).toEqual([true, true]);
    const { text } = await browser.get('/console/kalender?bulan=2026-12&tampilan=agenda&jenis=diklat');
    expect(text).toContain('Bentrok: Dr. Rusmina sudah bertugas pada Label (Bimtek Kemasan).');
    expect((await browser.get('/console/kalender?bulan=2026-12')).text).toContain('Bentrok');
  });

  it('is this month’s without another, and whatever else the address holds', async () => {
    expect((await browser.get('/console/kalender?bulan=2026-99&jenis=x&tampilan=y')).text).toContain('Oktober 2026');
  });

  it('shows nothing of another office', async () => {
    const other = await anOffice(app.database, { name: 'Dinas Lain' });
    const program = await aProgram(app.database, { officeId: other, title: 'Rahasia' });
    await aSession(app.database, await aBatch(app.database, { program, venueName: 'Gedung Rahasia' }));
    expect((await browser.get('/console/kalender?bulan=2026-10')).text).not.toContain('Rahasia');
  });
});

describe('a session before it is saved', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
  });

  afterAll(() => app.close());

  it('is told of clashes by a button and by a fragment; saving refuses it, and without them takes it', async () => {
    const { officeId } = browser.member;
    const trainer = await aTrainer(app.database, { officeId, name: 'Dr. Rusmina' });
    const busy = await aBatch(app.database, { officeId });
    await aSession(app.database, busy, { title: 'Label', trainerIds: [trainer.id], room: 'Aula' });
    const program = await aProgram(app.database, { officeId });
    const batch = await aBatch(app.database, { program, venueName: 'Gedung Lain' });
    const path = `/console/angkatan/${batch.id}/jadwal`;
    const typed = {
      ...{ title: 'Kas', startsAt: '2026-10-20T10:00', endsAt: '2026-10-20T12:00', lessonHours: '2' },
      trainerIds: trainer.id,
    };
    const clash = 'Bentrok: Dr. Rusmina sudah bertugas pada Label';
    const checked = await browser.post(`${path}/baru`, { ...typed, periksa: '1' });
    expect([checked.status, checked.text.includes(clash), checked.text.includes('value="Kas"')]).toEqual([
      200,
      true,
      true,
    ]);
    const saved = () => app.database.reader.countBy(Session, { batchId: batch.id });
    expect(await saved()).toBe(0);
    const fragment = (change: Record<string, string>) =>
      browser.get(`${path}/cek?${new URLSearchParams({ ...typed, ...change }).toString()}`);
    expect((await fragment({})).text).toContain(clash);
    expect((await fragment({})).text).not.toContain('<html');
    const later = await fragment({ startsAt: '2026-10-20T11:00' });
    expect(later.text).toContain('Tidak ada bentrok');
    expect(later.text).toContain('08.00 s.d. 11.00 WITA');
    expect((await fragment({ trainerIds: '' })).text).not.toContain('Label');
    expect((await browser.get(`${path}/cek?startsAt=besok`)).text.trim()).toBe('');
    expect((await browser.post(`${path}/baru`, typed)).status).toBe(409);
    expect((await browser.post(`${path}/baru`, { ...typed, startsAt: '2026-10-20T11:00' })).status).toBe(303);
    expect(await saved()).toBe(1);
  });

  it('does not clash with itself when it is changed', async () => {
    const batch = await aBatch(app.database, { officeId: browser.member.officeId, venueName: 'Gedung Ketiga' });
    const session = await aSession(app.database, batch);
    const { text } = await browser.get(`/console/angkatan/${batch.id}/jadwal/${session.id}`);
    expect(text).toContain('Tidak ada bentrok');
  });
});
