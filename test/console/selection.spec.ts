import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, type Registered } from '../factories/registration.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

describe('the selection in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let people: Registered[];
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.moveTo(testStart);
    batch = await aBatch(app.database, {
      kind: 'diklat',
      admission: 'selection',
      capacity: 2,
      quotas: [{ regencyCode: '63.71', capacity: 1 }],
    });
    await aSession(app.database, batch);
    people = [];
    for (const [index, letter] of ['A', 'B', 'C', 'D'].entries()) {
      number += 1;
      people.push(
        await aRegistration(app, batch, number, {
          participant: {
            name: `Peserta ${letter}`,
            regencyCode: index < 2 ? '63.71' : '63.72',
            email: index === 3 ? undefined : `peserta${number}@warga.example`,
          },
          enterprise: { nib: index === 1 ? '9120001234567' : undefined },
        }),
      );
    }
  });

  const board = () => `/console/angkatan/${batch.id}/seleksi`;
  const list = () => `/console/angkatan/${batch.id}/peserta`;
  const rows = () =>
    app.database.reader.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });
  const decided = async () =>
    (await rows()).map(({ status, reason }) => (reason === null ? status : `${status}: ${reason}`));
  const ticked = (text: string) =>
    [...text.matchAll(/name="n" value="(\d+)"[^>]*checked/g)].map(([, sequence]) => Number(sequence));
  const order = (text: string) => [...text.matchAll(/<strong>\d+\. Peserta ([ABCD])/g)].map(([, letter]) => letter);

  it('ranks by the criteria of its form, and tells the points', async () => {
    expect(order((await browser.get(board())).text)).toEqual(['A', 'B', 'C', 'D']);
    const saved = await browser.post(`${board()}/kriteria`, { 'weight.has_nib': '30', 'weight.early': '10' });
    expect([saved.status, saved.headers.location]).toEqual([303, `${board()}?done=selection.criteria`]);
    const { text } = await browser.get(board());
    expect(order(text)).toEqual(['B', 'A', 'C', 'D']);
    expect(text).toContain('Memiliki NIB: 30');
    expect(text).toContain('Nilai 36,7');
    expect(text).toContain('30 dari 30');
    const form = await browser.get(`${board()}/kriteria`);
    expect(form.text).toMatch(/name="weight\.has_nib"[^>]*value="30"/);
    expect(form.text).toMatch(/name="weight\.complete"[^>]*value=""/);
  });

  it('shows criteria that say nothing again, with the fault at its field', async () => {
    const { status, text } = await browser.post(`${board()}/kriteria`, {
      'weight.has_nib': 'banyak',
      'weight.age': '5',
      'weight.gender': '7',
    });
    expect(status).toBe(422);
    expect(text).toContain('value="banyak"');
    expect(text).toContain('id="weight-has_nib-error"');
    const silent = await browser.post(`${board()}/kriteria`, { 'weight.age': '5', 'weight.gender': '7' });
    expect(silent.text).toContain('id="choice-gender-error"');
    expect(silent.text).toContain('id="from-age-error"');
  });

  it('counts what is ticked and proposes who fits, without changing anything', async () => {
    const counted = await browser.post(board(), { n: ['1', '3'], go: 'count' });
    expect(ticked(counted.text)).toEqual([1, 3]);
    expect(counted.text).toMatch(/data-group="seats:"[^>]*>.*?2 dari 2/);
    expect(counted.text).toMatch(/data-group="regency:63\.72"[^>]*>.*?1 dari 2/);
    const proposed = await browser.post(board(), { n: ['4'], go: 'propose' });
    expect(ticked(proposed.text)).toEqual([1, 3]);
    expect(await decided()).toEqual(['submitted', 'submitted', 'submitted', 'submitted']);
  });

  it('decides about all once it was shown, keeps the reasons, and mails those who can be mailed', async () => {
    const choice = { n: ['1', '3'], reason: 'Paling lengkap', rest: 'reject', restReason: 'Kuota terbatas' };
    const asked = await browser.post(board(), { ...choice, go: 'review' });
    expect(asked.status).toBe(200);
    for (const said of ['Diterima: 2 orang', 'Tidak diterima: 2 orang', '3 email akan dikirim', '1 orang tanpa']) {
      expect(asked.text).toContain(said);
    }
    const again = await browser.post(board(), { ...choice, n: '1,3', sure: 'yes' });
    expect([ticked(again.text), again.text.includes('value="Paling lengkap"')]).toEqual([[1, 3], true]);
    expect(await decided()).toEqual(['submitted', 'submitted', 'submitted', 'submitted']);
    const before = await app.database.reader.countBy(EmailMessage, {});
    const done = await browser.post(`${board()}/tetapkan`, { ...choice, n: '1,3', sure: 'yes' });
    expect([done.status, done.headers.location]).toEqual([303, `${board()}?done=decided`]);
    expect(await decided()).toEqual([
      'confirmed: Paling lengkap',
      'rejected: Kuota terbatas',
      'confirmed: Paling lengkap',
      'rejected: Kuota terbatas',
    ]);
    expect(await app.database.reader.countBy(EmailMessage, {})).toBe(before + 3);
    const minutes = await browser.get(`${board()}/berita-acara`);
    expect(minutes.text).toContain('Kuota terbatas');
    expect(minutes.text).not.toMatch(/637105/);
  });

  it('seats nobody beyond a quota, and names who stays as they were', async () => {
    const { status, text } = await browser.post(`${board()}/tetapkan`, { n: '1,2,4' });
    expect(status).toBe(409);
    expect(text).toContain('Peserta B: Kuota untuk kelompok ini sudah penuh.');
    expect(await decided()).toEqual(['confirmed', 'submitted', 'submitted', 'confirmed']);
  });

  it('asks for a choice, and for the reason of a refusal', async () => {
    for (const fields of [{}, { n: '99' }, { n: '1', rest: 'reject' }, { n: '1', reason: 'x'.repeat(501) }]) {
      expect((await browser.post(`${board()}/tetapkan`, fields)).status).toBe(422);
      expect((await browser.post(board(), { ...fields, go: 'review' })).status).toBe(422);
    }
    expect(await decided()).toEqual(['submitted', 'submitted', 'submitted', 'submitted']);
  });

  it('has its tab only where participants are selected', async () => {
    expect((await browser.get(list())).text).toContain(`href="${board()}"`);
    const open = await aBatch(app.database);
    expect((await browser.get(`/console/angkatan/${open.id}/peserta`)).text).not.toContain('/seleksi"');
  });

  describe('the list', () => {
    const named = async (query: string) => {
      const { text } = await browser.get(`${list()}?${query}`);
      return [...text.matchAll(/<strong>Peserta ([ABCD])<\/strong>/g)].map(([, letter]) => letter).join('');
    };

    it('is narrowed by region, gender, enterprise, channel, remarks and earlier trainings, together', async () => {
      expect(await named('wilayah=63.72')).toBe('CD');
      expect(await named('wilayah=63.72&q=peserta+d')).toBe('D');
      expect(await named('gender=male')).toBe('');
      expect(await named('usaha=umkm&gender=female')).toBe('ABCD');
      expect(await named('usaha=none')).toBe('');
      expect(await named('jalur=walk_in')).toBe('');
      expect(await named('catatan=no')).toBe('ABCD');
      expect(await named('catatan=yes')).toBe('');
      expect(await named('pernah=yes')).toBe('');
      expect(await named('pernah=no')).toBe('ABCD');
    });

    it('shows the columns that the address names, and none besides', async () => {
      const heads = async (query: string) => {
        const { text } = await browser.get(`${list()}?${query}`);
        return [...text.matchAll(/role="columnheader">([^<]+)</g)].map(([, head]) => head);
      };
      expect(await heads('')).toEqual([
        ...['Nama', 'Kabupaten/kota', 'Usaha/koperasi', 'WhatsApp', 'Pelatihan sebelumnya'],
      ]);
      expect(await heads('kolom=_&kolom=email&kolom=gender')).toEqual(['Nama', 'Jenis kelamin', 'Email']);
      expect(await heads('kolom=_')).toEqual(['Nama']);
      const next = await browser.post(`${list()}?kolom=_,email&q=peserta`, { ids: people[0]!.id, decision: 'confirm' });
      expect(next.text).toContain('peserta?q&#x3D;peserta&amp;kolom&#x3D;_%2Cemail');
    });

    it('ticks all of a page without a script', async () => {
      const { text } = await browser.get(`${list()}?wilayah=63.72&pilih=semua`);
      expect([...text.matchAll(/name="ids"[^>]*checked/g)]).toHaveLength(2);
    });

    it('is taken away as it is narrowed, without a NIK, and it is recorded by whom', async () => {
      const { headers, text } = await browser.get(`${list()}/unduh/csv?wilayah=63.72`);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="peserta-2026-10-05\.csv"$/);
      const lines = text.trim().split('\r\n');
      expect(lines[0]).toContain('Nomor pendaftaran;Nama;Kabupaten/kota');
      expect(lines.slice(1, 3).map((line) => line.split(';')[2])).toEqual(['Peserta C', 'Peserta D']);
      expect(lines.at(-1)).toMatch(/^Diunduh oleh Noor Aini, Senin, 5 Oktober 2026 pukul 08\.00 WITA\./);
      expect(text).not.toMatch(/637105/);
      const [entry] = await app.database.reader.findBy(AuditEntry, {
        action: 'participants.exported',
        subjectId: batch.id,
      });
      expect(entry).toMatchObject({
        actorId: browser.member.userId,
        after: { count: 2, filter: { regencyCode: '63.72' } },
      });
      const sheet = await browser.get(`${list()}/unduh/xlsx`);
      expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
      expect((await browser.get(`${list()}/unduh/pdf`)).status).toBe(404);
    });
  });

  describe('the page of one registration', () => {
    const page = (index = 0) => `${list()}/${people[index]?.id ?? ''}`;

    it('tells what was answered, what was decided and why, and what was mailed', async () => {
      await browser.post(list(), { ids: people[0]!.id, decision: 'confirm', reason: 'Lengkap', sure: 'yes' });
      const { text } = await browser.get(page());
      for (const said of ['6371************', 'Kue Lam', 'Diterima, dengan tiket', 'Noor Aini', 'Pendaftar sendiri']) {
        expect(text).toContain(said);
      }
      expect(text).toContain('Lengkap');
      expect(text).toContain('https://wa.me/62812');
      expect(text).not.toMatch(/637105\d/);
    });

    it('shows the whole NIK to whoever asks, on that one answer, and records it', async () => {
      const shown = await browser.post(`${page()}/nik`);
      expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(shown.text).toMatch(/637105\d{10}/);
      const entries = await app.database.reader.findBy(AuditEntry, {
        action: 'participant.nik_disclosed',
        subjectId: people[0]!.id,
      });
      expect(entries.map(({ actorId }) => actorId)).toEqual([browser.member.userId]);
      expect((await browser.get(page())).text).toContain('NIK ditampilkan');
      expect((await browser.get(page())).text).not.toMatch(/637105\d/);
    });

    it('is not there under another batch', async () => {
      const other = await aBatch(app.database);
      const { status } = await browser.get(`/console/angkatan/${other.id}/peserta/${people[0]!.id}`);
      expect(status).toBe(404);
      expect((await browser.post(`/console/angkatan/${other.id}/peserta/${people[0]!.id}/nik`)).status).toBe(404);
    });
  });
});
