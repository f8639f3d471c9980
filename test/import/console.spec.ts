import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSpreadsheet } from '../../src/documents/spreadsheet.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch } from '../factories/batch.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { sheetPerson, workbookOf } from './spreadsheet-of.js';

describe('an import in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
    batch = await aBatch(app.database, { kind: 'diklat' });
  });

  afterAll(() => app.close());

  const start = () => `/console/angkatan/${batch.id}/peserta/impor`;
  const upload = (bytes: Buffer, name = 'peserta.xlsx') =>
    app.http().post(start()).set({ cookie: browser.cookie, accept: 'text/html' }).attach('file', bytes, name);
  const download = async (path: string) => {
    const { body } = await browser
      .get(path)
      .buffer()
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          done(null, Buffer.concat(parts));
        });
      });
    return readSpreadsheet(body as Buffer);
  };

  it('goes from the file to the list, tells each fault at its cell, and gives the bad rows back', async () => {
    const people = [sheetPerson(1), { ...sheetPerson(2), NIK: '123', 'No. HP': '7' }, sheetPerson(3)];
    const columns = (await upload(await workbookOf(people))).headers.location ?? '';
    expect(columns).toMatch(/\/impor\/[\da-f-]{36}\/kolom$/);
    const guessed = await browser.get(columns);
    expect(guessed.text).toContain('<option value="2" selected>C · NIK</option>');
    const mapping = { 'column.name': '1', 'column.nik': '2', 'column.gender': '3', 'column.phone': '5' };
    const unfinished = await browser.post(columns, mapping);
    expect([unfinished.status, unfinished.text.includes('id="column-regency-error"')]).toEqual([422, true]);
    const all = { ...mapping, 'column.regency': '7', 'column.kind': '8', 'column.enterprise': '9' };
    const check = (await browser.post(columns, all)).headers.location ?? '';
    const page = (await browser.get(check)).text;
    expect(page).toContain('Baris 4');
    expect(page).toContain('C · NIK');
    expect(page).toContain('F · No. HP');
    expect(page).toContain('2 terkonfirmasi');
    expect(page).not.toContain(String(sheetPerson(1).NIK));
    const careless = await browser.post(check, { mode: 'good' });
    expect([careless.status, careless.text.includes('id="consent-error"')]).toEqual([422, true]);
    const strict = await browser.post(check, { mode: 'all', consent: 'true' });
    expect([strict.status, strict.text.includes('1 baris masih perlu diperbaiki')]).toEqual([409, true]);
    expect((await browser.post(check, { mode: 'good', consent: 'true' })).headers.location).toBe(check);
    expect((await browser.get(check)).text).toContain('2 peserta telah didaftarkan.');
    expect(await app.database.reader.countBy(Registration, { batchId: batch.id })).toBe(2);
    const { rows } = await download(`${check}/galat`);
    expect(rows.map(({ cells }) => [cells[1], cells.at(-1)])).toEqual([
      ['Nama Lengkap', 'Alasan'],
      ['Hj. Siti Rahmah 2', expect.stringMatching(/No\. HP: .* NIK: /)],
    ]);
  });

  it('begins with a sample that it understands', async () => {
    const sheet = await download(`${start()}/contoh`);
    expect([sheet.rows.length, sheet.others]).toEqual([2, 1]);
    const book = (
      await browser
        .get(`${start()}/contoh`)
        .buffer()
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            done(null, Buffer.concat(parts));
          });
        })
    ).body as Buffer;
    const columns = (await upload(book)).headers.location ?? '';
    const { text } = await browser.get(columns);
    expect(text.match(/<option value="\d+" selected>/g)).toHaveLength(15);
    const check = columns.replace('/kolom', '');
    expect((await browser.get(check)).text).toContain('Akan didaftarkan');
    const { headers } = await browser.post(`${check}/batal`);
    expect(headers.location).toBe(`${start()}?done=import.discarded`);
    expect((await browser.get(check)).status).toBe(404);
  });

  it('says what is wrong with a file, and takes files nowhere else', async () => {
    expect((await browser.post(start())).text).toContain('Pilih berkas terlebih dahulu.');
    const large = await upload(Buffer.alloc(6 * 1024 * 1024, 'a'), 'besar.csv');
    expect([large.status, large.text.includes('lebih besar dari 5 MB')]).toEqual([409, true]);
    const old = await upload(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'lama.xls');
    expect(old.text).toContain('format Excel lama');
    const elsewhere = app.http().post(`/console/angkatan/${batch.id}/peserta`).set({ cookie: browser.cookie });
    expect((await elsewhere.attach('file', Buffer.from('a'), 'a.csv')).status).toBe(415);
  });
});
