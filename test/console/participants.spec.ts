import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, type Registered } from '../factories/registration.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

describe('participants in the console', () => {
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
    batch = await aBatch(app.database, { kind: 'diklat', admission: 'selection', capacity: 2 });
    await aSession(app.database, batch);
    people = [];
    for (let person = 0; person < 3; person += 1) {
      number += 1;
      people.push(await aRegistration(app, batch, number, { participant: { name: `Peserta ${'ABC'[person] ?? ''}` } }));
    }
  });

  const path = () => `/console/angkatan/${batch.id}/peserta`;
  const ids = (...indexes: number[]) => indexes.map((index) => people[index]?.id ?? '');
  const statuses = async () => {
    const rows = await app.database.reader.find(Registration, {
      where: { batchId: batch.id },
      order: { sequence: 'ASC' },
    });
    return rows.map(({ status, reason }) => (reason === null ? status : `${status}: ${reason}`));
  };

  const sure = 'yes';

  it('are decided about together, once it was shown who will hear of it, and the reason is kept', async () => {
    const wanted = { ids: ids(0, 1), decision: 'confirm' };
    const asked = await browser.post(`${path()}?status=submitted`, wanted);
    expect([asked.status, asked.text.includes('2 email akan dikirim.')]).toEqual([200, true]);
    expect(await statuses()).toEqual(['submitted', 'submitted', 'submitted']);
    const answer = await browser.post(`${path()}?status=submitted`, { ...wanted, sure });
    expect(answer.headers.location).toBe(`${path()}?status=submitted&done=decided`);
    await browser.post(path(), { ids: ids(2), decision: 'reject', reason: 'Sudah pernah ikut', sure });
    expect(await statuses()).toEqual(['confirmed', 'confirmed', 'rejected: Sudah pernah ikut']);
    expect((await browser.get(path())).text).toContain('Sudah pernah ikut');
  });

  it('get what there is room for; who gets no seat is named with the reason', async () => {
    const { status, text } = await browser.post(path(), { ids: ids(0, 1, 2), decision: 'confirm', sure });
    expect(status).toBe(409);
    expect(text).toContain('Peserta C: Kuota sudah penuh.');
    expect(text).not.toContain('Peserta A:');
    expect(await statuses()).toEqual(['confirmed', 'confirmed', 'submitted']);
  });

  it('are cancelled, too, by whoever is asked to', async () => {
    await browser.post(path(), { ids: ids(0), decision: 'confirm', sure });
    await browser.post(path(), { ids: ids(0), decision: 'cancel', reason: 'Atas permintaan', sure });
    expect(await statuses()).toEqual(['cancelled: Atas permintaan', 'submitted', 'submitted']);
  });

  it('stay as they are without a choice, a decision, or with a reason that is too long', async () => {
    for (const fields of [
      { decision: 'confirm' },
      { ids: ids(0) },
      { ids: ids(0), decision: 'promote' },
      { ids: ['x'], decision: 'confirm' },
      { ids: ids(0), decision: 'reject', reason: 'x'.repeat(501) },
    ]) {
      expect((await browser.post(path(), fields)).status).toBe(409);
    }
    expect(await statuses()).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('are found by name, code and status, whatever else the address says', async () => {
    await browser.post(path(), { ids: ids(1), decision: 'confirm', sure });
    const named = async (query: string) => {
      const { text } = await browser.get(`${path()}?${query}`);
      return [...text.matchAll(/<strong>(Peserta [ABC])<\/strong>/g)].map(([, name]) => name);
    };
    expect(await named('q=serta+b')).toEqual(['Peserta B']);
    expect(await named(`q=${people[2]?.code ?? ''}`)).toEqual(['Peserta C']);
    expect(await named('status=confirmed')).toEqual(['Peserta B']);
    expect(await named('status=dancing&after=x&fbclid=1')).toEqual(['Peserta A', 'Peserta B', 'Peserta C']);
  });

  it('are all shown for a search that no database can make', async () => {
    for (const search of ['q=%00', 'q=&q=%00', 'q=Peserta%00']) {
      const { status, text } = await browser.get(`${path()}?${search}`);
      expect([search, status, text.includes('Peserta A')]).toEqual([search, 200, true]);
    }
    expect((await browser.get('/console/pesan?q=%00')).status).toBe(200);
  });

  it('are registered on their behalf, after the window has closed', async () => {
    app.clock.moveTo(new Date('2026-10-20T00:30:00.000Z'));
    const desk = `${path()}/baru`;
    const office = await aBrowser(app);
    expect((await office.get(`${desk}?who=aspiring`)).text).toContain('name="who" value="aspiring"');
    const form = {
      who: 'aspiring',
      'participant.name': 'Rusdi',
      'participant.nik': '6371051203880777',
      'participant.phone': '081250000777',
      'participant.gender': 'male',
      'participant.regencyCode': '63.71',
    };
    const unasked = await office.post(desk, form);
    expect([unasked.status, unasked.text.includes('id="consentManner-error"')]).toEqual([422, true]);
    expect(unasked.text).toContain('value="Rusdi"');
    const { status, headers } = await office.post(desk, { ...form, consentManner: 'written' });
    expect([status, headers.location]).toEqual([303, expect.stringMatching(/peserta\?q=[\w-]+&done=registered$/)]);
    const [, , , last] = await app.database.reader.find(Registration, {
      where: { batchId: batch.id },
      order: { sequence: 'ASC' },
    });
    expect(last).toMatchObject({ name: 'Rusdi', channel: 'staff', email: null, status: 'submitted' });
    const twice = await office.post(desk, { ...form, consentManner: 'written' });
    expect([twice.status, twice.text.includes('sudah terdaftar')]).toEqual([409, true]);
  });
});
