import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import Handlebars from 'handlebars';
import { simpleParser } from 'mailparser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { CertificateQueries } from '../../src/certificates/certificate.queries.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, aRegistrationBody, register, tokenOf, type Registered } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { pdfPages } from '../support/pdf-text.js';
import { startApp, type TestApp } from '../support/test-app.js';

/** Each with how it comes to stand in a list of spreadsheets, and whether our typefaces have its letters. */
const names = [
  {
    name: 'Raden Ayu Hajjah Siti Rahmah Kusumawardhani Binti Haji Muhammad Arsyad, S.Sos., M.Pd., Ph.D.',
    printed: true,
  },
  { name: 'W'.repeat(100), printed: true },
  { name: 'سيتي رحمة', printed: false },
  { name: 'Siti رحمة, S.E.', printed: false },
  { name: 'Nguye\u0302\u0303n Thi\u0323 A\u0301nh', printed: true },
  { name: `S${'i\u0323\u0302\u0301'.repeat(20)}ti`, printed: true },
  { name: 'Siti 👩🏽‍🍳 Rahmah', printed: false },
  { name: '山田 太郎', printed: false },
  { name: "Nor'ain {{constructor}} <b>&amp;", printed: true },
  { name: '=1+1 Siti', printed: true },
] as const;

const refused = [
  ['an override of direction', 'Siti \u202ehamhaR'],
  ['a mark of direction', 'Siti\u200f Rahmah'],
  ['a zero-width space', 'Siti\u200bRahmah'],
  ['a byte order mark', '\ufeffSiti\ufeffRahmah'],
  ['a soft hyphen', 'Si\u00adti'],
  ['NUL', 'Siti\u0000Rahmah'],
  ['a line feed', 'Siti\r\nBcc: evil@x.example'],
  ['half a character', 'Siti \ud800'],
  ['a picture alone', '😀'],
  ['more than a hundred characters', 'x'.repeat(101)],
] as const;

/** Without spaces: they tell nothing of where a line was broken. */
const bare = (text: string) => text.replaceAll(/\s/g, '');

/** Other programs read what was written: this one takes entities for written twice in cells that a stream wrote. */
function asExcelJsReads(name: string): string {
  return name.replaceAll('&amp;', '&');
}

describe('a name', () => {
  let app: TestApp;
  let organizer: StaffMember;
  let batch: Batch;
  let session: Session;
  let open: Batch;
  const registered = new Map<string, Registered>();

  beforeAll(async () => {
    app = await startApp();
    organizer = await aStaffMember(app.database);
    batch = await aBatch(app.database, { kind: 'diklat', officeId: organizer.officeId });
    open = await aBatch(app.database, { officeId: organizer.officeId, registrationClosesAt: new Date('2026-12-01') });
    session = await aSession(app.database, batch);
    for (const [number, { name }] of names.entries()) {
      registered.set(name, await aRegistration(app, batch, number, { participant: { name } }));
    }
    await app.app.get(Dispatcher).drain();
    app.clock.moveTo(session.endsAt);
    for (const { id } of registered.values()) {
      const mark = app.http().put(`/api/v1/sessions/${session.id}/attendance/${id}`).set(organizer.authorization);
      await mark.send({ status: 'present' });
    }
    await staff('post', `/api/v1/batches/${batch.id}/certificates`);
  });

  afterAll(() => app.close());

  const staff = (method: 'get' | 'post', path: string) =>
    app.http()[method](path).set(organizer.authorization).buffer(true);
  const file = async (path: string): Promise<Buffer> =>
    (
      await staff('get', path).parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          done(null, Buffer.concat(chunks));
        });
      })
    ).body as Buffer;
  const all = names.map(({ name }) => name.normalize('NFC')).sort();

  it.each(refused)('is none with %s, in words, at its field', async (_, name) => {
    for (const [language, words] of [
      ['id', /nama|karakter/i],
      ['en', /name|character/i],
    ] as const) {
      const { status, body } = await register(app, open, aRegistrationBody(99, { participant: { name } })).set(
        'accept-language',
        language,
      );
      expect([status, body.errors]).toEqual([
        422,
        [expect.objectContaining({ field: 'participant.name', message: expect.stringMatching(words) })],
      ]);
    }
  });

  it('is told by the API in one form of its letters', async () => {
    const { body } = await staff('get', `/api/v1/batches/${batch.id}/registrations?limit=200`);
    expect((body.items as { name: string }[]).map(({ name }) => name).sort()).toEqual(all);
  });

  it.each(names)('stands on its page as it was typed: $name', async ({ name }) => {
    const { text } = await app
      .http()
      .get(`/pendaftaran/${tokenOf(registered.get(name)!)}`)
      .set('accept', 'text/html');
    expect(text).toContain(Handlebars.escapeExpression(name.normalize('NFC')));
  });

  it('stands in its mail, as its recipient and in the text', async () => {
    const folder = join(app.settings.dataDir, 'mail');
    const mails = await Promise.all(readdirSync(folder).map((one) => simpleParser(readFileSync(join(folder, one)))));
    const told = names
      .map(({ name }) => name.normalize('NFC'))
      .filter((name) =>
        mails.some(({ to, text, html }) => {
          const [recipient] = [to].flat();
          return (
            recipient?.value[0]?.name === name &&
            text?.includes(name) &&
            String(html).includes(Handlebars.escapeExpression(name))
          );
        }),
      );
    expect(told.sort()).toEqual(all);
  });

  it('is a text in the workbook of the report, and no formula in its CSV', async () => {
    const report = `/api/v1/batches/${batch.id}/attendance-report`;
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await file(`${report}.xlsx`)) as unknown as ArrayBuffer);
    const cells = new Set<unknown>();
    book.getWorksheet('Peserta')?.eachRow((row) => {
      row.eachCell(({ value }) => cells.add(value));
    });
    expect(all.map(asExcelJsReads).filter((name) => !cells.has(name))).toEqual([]);
    const csv = (await file(`${report}.csv`)).toString();
    expect(all.filter((name) => !csv.includes(name.replaceAll('"', '""')))).toEqual([]);
    expect(csv).not.toMatch(/(^|;|"|\n)=/);
  });

  it.each(names)(
    'leaves its certificate on two pages, and what has letters readable: $name',
    async ({ name, printed }) => {
      const { id } = registered.get(name)!;
      const certificate = await app.database.reader.findOneByOrFail(Certificate, { registrationId: id });
      const token = app.app.get(CertificateQueries).tokenOf(certificate);
      const pages = pdfPages(await file(`/api/v1/public/certificates/${token}.pdf`));
      expect(pages).toHaveLength(2);
      expect(bare(pages[0] ?? '')).toContain(bare(certificate.number));
      const readable = printed ? [bare(name.normalize('NFC'))] : (name.match(/\p{Script=Latin}+/gu) ?? []);
      for (const part of readable) expect(bare(pages[0] ?? '')).toContain(part);
      const { text } = await app.http().get(`/sertifikat/${token}`).set('accept', 'text/html');
      expect(text).toContain(Handlebars.escapeExpression(name.normalize('NFC')));
    },
  );
});
