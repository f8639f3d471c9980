import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Office } from '../../src/identity/office.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { User } from '../../src/identity/user.entity.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const office = {
  name: 'Dinas Koperasi dan UKM',
  parentName: 'PEMERINTAH PROVINSI',
  address: 'Jl. Contoh 2',
  city: 'Banjarmasin',
  email: 'dinas@dinas.example',
  phone: '0511-000000',
  signatoryTitle: 'Kepala Dinas',
  signatoryName: 'Dr. H. Contoh, M.Si.',
  signatoryNip: '197001011995031001',
  certificateNumberPattern: '{seq}/{kind}/DKUKM/{romanMonth}/{year}',
};

describe('settings in the console', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    await app.app.get(FirstStart).run();
    browser = await aBrowser(app, { role: 'administrator' });
  });

  afterAll(() => app.close());

  const kept = () => app.database.reader.findOneByOrFail(Office, { id: browser.member.officeId });

  it('change what the office prints, and empty what may be empty', async () => {
    expect((await browser.post('/console/pengaturan/kantor', office)).status).toBe(303);
    expect(await kept()).toMatchObject(office);
    await browser.post('/console/pengaturan/kantor', { ...office, phone: '', signatoryNip: ' ' });
    expect(await kept()).toMatchObject({ ...office, phone: null, signatoryNip: null });
    const form = await browser.get('/console/pengaturan/kantor');
    expect(form.text).toContain('value="Jl. Contoh 2"');
    expect(form.text).toContain('001/DIKLAT/DKUKM/X/2026');
  });

  it('ask for what was emptied and must not be, together with what is wrong', async () => {
    const answer = await browser.post('/console/pengaturan/kantor', {
      ...office,
      name: '',
      email: 'x',
      certificateNumberPattern: '{year}',
    });
    expect(answer.status).toBe(422);
    for (const field of ['name', 'email', 'certificateNumberPattern']) {
      expect(answer.text).toContain(`id="${field}-error"`);
    }
    expect((await kept()).name).toBe(office.name);
  });

  it('add a user with a link that sets the password, shown until it was used', async () => {
    const user = { email: 'baru@dinas.example', name: 'Petugas Baru', role: 'attendant' };
    const added = await browser.post('/console/pengaturan/pengguna/baru', user);
    const path = (added.headers.location ?? '').replace('?done=user_added', '');
    expect([added.status, path]).toEqual([
      303,
      expect.stringMatching(/^\/console\/pengaturan\/pengguna\/[\da-f-]{36}$/),
    ]);
    const link = /value="http:\/\/localhost:3000(\/kata-sandi\/[^"]+)"/.exec((await browser.get(path)).text)?.[1] ?? '';
    const password = 'sasirangan hijau';
    expect((await app.http().post(link).type('form').send({ password, again: password })).status).toBe(303);
    expect((await browser.get(path)).text).not.toContain('/kata-sandi/');
    expect((await app.http().post('/masuk').type('form').send({ email: user.email, password })).status).toBe(303);
    const twice = await browser.post('/console/pengaturan/pengguna/baru', user);
    expect([twice.status, twice.text.includes('Alamat email ini sudah dipakai.')]).toEqual([422, true]);
  });

  it('change a role, shut a user out and let them in again, but never the last administrator', async () => {
    const other = await aBrowser(app, { role: 'organizer' });
    const path = `/console/pengaturan/pengguna/${other.member.userId}`;
    await browser.post(path, { name: 'Nama Baru', role: 'attendant' });
    const user = () => app.database.reader.findOneByOrFail(User, { id: other.member.userId });
    expect(await user()).toMatchObject({ name: 'Nama Baru', role: 'attendant', disabledAt: null });
    await browser.post(`${path}/nonaktif`);
    expect((await user()).disabledAt).not.toBeNull();
    expect((await other.get('/console')).status).toBe(303);
    await browser.post(`${path}/aktif`);
    expect((await user()).disabledAt).toBeNull();
    const { id } = await app.database.reader.findOneByOrFail(User, { email: 'admin@dinas.example' });
    const last = await browser.post(`/console/pengaturan/pengguna/${id}/nonaktif`);
    expect([last.status, last.text.includes('Harus selalu ada satu administrator')]).toEqual([409, true]);
  });
});
