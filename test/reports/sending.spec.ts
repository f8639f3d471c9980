import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Partner } from '../../src/programs/partner.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { SendDailyReports } from '../../src/reports/send-daily-reports.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('attendance reports', () => {
  let app: TestApp;
  let organizer: StaffMember;
  let batch: Batch;
  let sessions: Session[];
  let partnerId: string;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  /** Two days of a Bimtek with four people: two attend the first session, one of them marked by hand. */
  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const { officeId } = organizer;
    partnerId = (await aPartner(app.database, { officeId, emails: ['a@mitra.example', 'b@mitra.example'] })).id;
    const program = await aProgram(app.database, { officeId, partnerIds: [partnerId], title: 'Bimtek =1+1' });
    batch = await aBatch(app.database, { program });
    const day = (hours: number) => new Date(Date.UTC(2026, 9, 20, hours));
    sessions = [
      await aSession(app.database, batch, { startsAt: day(0), endsAt: day(3) }),
      await aSession(app.database, batch, { startsAt: day(5), endsAt: day(8) }),
      await aSession(app.database, batch, { startsAt: day(24), endsAt: day(27) }),
    ];
    const people = [];
    for (const given of [
      { name: '=HYPERLINK("http://evil.example")', gender: 'female' },
      { name: 'Budi', gender: 'male', regencyCode: '31.71' },
      { name: 'Anon', gender: null, regencyCode: null },
      { name: 'Wati', gender: 'female', status: 'waitlisted' },
    ] as const) {
      people.push(await aRegistrationRow(app.database, batch, given));
    }
    app.clock.moveTo(day(1));
    await mark(sessions[0]!, people[0]!.id, 'present');
    await mark(sessions[0]!, people[1]!.id, 'late');
    app.clock.moveTo(day(8.4));
  });

  const mark = (session: Session, id: string, status: string) =>
    app.http().put(`/api/v1/sessions/${session.id}/attendance/${id}`).set(organizer.authorization).send({ status });
  const get = (ending = '') =>
    app
      .http()
      .get(`/api/v1/batches/${batch.id}/attendance-report${ending}`)
      .set(organizer.authorization)
      .responseType('blob');
  const json = async () =>
    (await app.http().get(`/api/v1/batches/${batch.id}/attendance-report`).set(organizer.authorization)).body;
  const send = (body: object = {}) =>
    app.http().post(`/api/v1/batches/${batch.id}/attendance-reports`).set(organizer.authorization).send(body);
  const sent = async () =>
    (await app.http().get(`/api/v1/batches/${batch.id}/attendance-reports`).set(organizer.authorization)).body.items;
  const messages = () =>
    app.database.reader.findBy(EmailMessage, { officeId: organizer.officeId, template: 'attendance-report' });
  const daily = () => app.app.get(SendDailyReports).run();

  async function mailed(): Promise<ParsedMail[]> {
    await app.app.get(Dispatcher).drain();
    const ids = (await messages()).map(({ id }) => id);
    const folder = join(app.settings.dataDir, 'mail');
    const files = readdirSync(folder).filter((file) => ids.some((id) => file.includes(id)));
    return Promise.all(files.map((file) => simpleParser(readFileSync(join(folder, file)))));
  }

  it('tell the same figures as JSON, workbook and CSV, and never a formula', async () => {
    const view = await json();
    expect(view.totals).toEqual({
      registered: { male: 1, female: 2, unknown: 1, total: 4 },
      confirmed: { male: 1, female: 1, unknown: 1, total: 3 },
      attended: { male: 1, female: 1, unknown: 0, total: 2 },
      qualified: expect.anything(),
      neverAttended: { male: 0, female: 0, unknown: 1, total: 1 },
    });
    expect(view.regions).toHaveLength(15);
    expect(view.regions.at(-2)).toMatchObject({ kind: 'outside', confirmed: 1 });
    expect(view.regions.at(-1)).toMatchObject({ kind: 'unknown', confirmed: 1 });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await get('.xlsx')).body as unknown as ArrayBuffer);
    const people = workbook.worksheets.at(-1)!;
    const names: string[] = [];
    people.eachRow((row) => {
      if (typeof row.getCell(1).value === 'number') names.push(row.getCell(2).text);
      row.eachCell((cell) => {
        expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
      });
    });
    expect(names.sort()).toEqual(['=HYPERLINK("http://evil.example")', 'Anon', 'Budi']);
    const csv = (await get('.csv')).body.toString();
    expect(csv).toContain("'=HYPERLINK");
    expect((await get('.pdf')).body.subarray(0, 5).toString()).toBe('%PDF-');
    for (const text of [JSON.stringify(view), csv]) expect(text).not.toMatch(/\+62812|6371\d{12}/);
  });

  it('go to each contact with both files, whose hashes are kept', async () => {
    const answer = await send();
    expect([answer.status, answer.body.version, answer.body.correction, answer.body.deliveries]).toEqual([
      202, 1, 0, 2,
    ]);
    const mails = await mailed();
    expect(mails).toHaveLength(2);
    const [report] = await sent();
    const { name } = await app.database.reader.findOneByOrFail(Partner, { id: partnerId });
    for (const mail of mails) {
      for (const part of [mail.text, mail.html]) expect(part).toContain(`bekerja sama dengan ${name} pada`);
      const file = (ending: string) => mail.attachments.find(({ filename }) => filename?.endsWith(ending))!.content;
      expect(mail.html).toContain('Kota Banjarmasin');
      expect(mail.text).toMatch(/Diterima\s*: 3 /);
      expect(report.deliveries[0]).toMatchObject({
        status: 'sent',
        pdfHash: sha256(file('.pdf')),
        xlsxHash: sha256(file('.xlsx')),
      });
    }
  });

  it('are sent once per idempotency key', async () => {
    const once = () => send().set('idempotency-key', 'report-1');
    const first = await once();
    const again = await once();
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await messages()).toHaveLength(2);
  });

  it('are corrections once something changed, and the same report while nothing did', async () => {
    await send();
    expect((await send()).body).toMatchObject({ version: 2, correction: 0 });
    const late = await aRegistrationRow(app.database, batch, { name: 'Rina' });
    await mark(sessions[1]!, late.id, 'present');
    expect((await send()).body).toMatchObject({ version: 3, correction: 1 });
    const subjects = (await mailed()).map(({ subject }) => subject ?? '');
    expect(subjects.filter((subject) => subject.includes('Laporan Perbaikan ke-1'))).toHaveLength(2);
  });

  it('are corrections days after the last session, too, though nobody has closed the batch', async () => {
    app.clock.moveTo(new Date('2026-10-22T00:00:00Z'));
    expect((await send()).body).toMatchObject({ version: 1, correction: 0 });
    app.clock.moveTo(new Date('2026-10-25T00:00:00Z'));
    await mark(sessions[1]!, (await aRegistrationRow(app.database, batch, { name: 'Rina' })).id, 'present');
    expect((await send()).body).toMatchObject({ version: 2, correction: 1 });
  });

  it('go only to partners of the program, and ask for somebody to receive them', async () => {
    const other = await aPartner(app.database, { officeId: organizer.officeId });
    expect((await send({ partnerIds: [other.id] })).status).toBe(422);
    expect((await send({ partnerIds: [partnerId] })).body.deliveries).toBe(2);
    const alone = await aBatch(app.database, { officeId: organizer.officeId });
    const refused = await app
      .http()
      .post(`/api/v1/batches/${alone.id}/attendance-reports`)
      .set(organizer.authorization)
      .send({});
    expect([refused.status, refused.body.code]).toEqual([409, 'no_partner_contacts']);
    const attendant = await aStaffMember(app.database, { officeId: organizer.officeId, role: 'attendant' });
    const foreign = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const path = `/api/v1/batches/${batch.id}/attendance-report`;
    expect((await app.http().get(path).set(attendant.authorization)).status).toBe(403);
    expect((await app.http().get(path).set(foreign.authorization)).status).toBe(404);
  });

  it('go by themselves half an hour after a day’s last session, once, whoever looks and whatever the clock does', async () => {
    const days = async () => (await sent()).map(({ day }: { day: string }) => day);
    await daily();
    expect(await days()).toEqual([]);
    app.clock.moveTo(new Date(Date.UTC(2026, 9, 20, 8, 30)));
    await Promise.all([daily(), daily(), daily()]);
    expect(await days()).toEqual(['2026-10-20']);
    app.clock.moveBySeconds(-3_600);
    await daily();
    app.clock.moveBySeconds(7_200);
    await daily();
    expect(await messages()).toHaveLength(2);
    app.clock.moveTo(new Date(Date.UTC(2026, 9, 24)));
    await daily();
    expect(await days()).toEqual(['2026-10-20', '2026-10-21']);
    expect(await messages()).toHaveLength(4);
  });
});
