import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser, type ParsedMail } from 'mailparser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import { AttendanceReport } from '../../src/reports/attendance-report.entity.js';
import { PartnerLink } from '../../src/reports/partner-link.entity.js';
import { SendDailyReports } from '../../src/reports/send-daily-reports.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const hour = (hours: number) => new Date(Date.UTC(2026, 9, 20, hours));
const days = (count: number) => count * 86_400;

describe('a partner’s page', () => {
  let app: TestApp;
  let organizer: Browser;
  let batch: Batch;
  let contacts: PartnerContact[];

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  /** Two days of a Bimtek for a partner with two contacts, and one participant. */
  beforeEach(async () => {
    app.clock.moveTo(hour(4));
    const officeId = await anOffice(app.database);
    organizer = await aBrowser(app, { officeId });
    const partner = await aPartner(app.database, { officeId, emails: ['a@mitra.example', 'b@mitra.example'] });
    contacts = await app.database.reader.find(PartnerContact, {
      where: { partnerId: partner.id },
      order: { id: 'ASC' },
    });
    const program = await aProgram(app.database, { officeId, partnerIds: [partner.id], title: 'Bimtek Kemasan' });
    batch = await aBatch(app.database, { program });
    await aSession(app.database, batch, { startsAt: hour(0), endsAt: hour(3) });
    await aSession(app.database, batch, { startsAt: hour(24), endsAt: hour(27) });
    await aRegistrationRow(app.database, batch, { name: 'Hj. Rahmah', phone: '+6281299998888' });
  });

  const send = () =>
    app.http().post(`/api/v1/batches/${batch.id}/attendance-reports`).set(organizer.member.authorization).send({});
  const daily = () => app.app.get(SendDailyReports).run();
  const open = (path: string, locale = 'id') =>
    app.http().get(path).set({ accept: 'text/html', 'accept-language': locale });
  const post = (path: string, fields: object = {}) =>
    app.http().post(path).set({ accept: 'text/html', 'accept-language': 'id' }).type('form').send(fields);
  const linkOf = (contact: PartnerContact) =>
    app.database.reader.findOneByOrFail(PartnerLink, { contactId: contact.id });
  const pathOf = async (contact: PartnerContact) => {
    const { tokenVersion } = await linkOf(contact);
    return `/mitra/${app.app.get(Keyring).token('partner_report', contact.id, tokenVersion)}`;
  };
  const messages = (contact: PartnerContact) =>
    app.database.reader.findBy(EmailMessage, {
      officeId: organizer.member.officeId,
      recipientAddress: contact.email,
    });

  async function mailTo(contact: PartnerContact): Promise<ParsedMail> {
    await app.app.get(Dispatcher).drain();
    const [message] = await messages(contact);
    const folder = join(app.settings.dataDir, 'mail');
    const file = readdirSync(folder).find((name) => name.includes(message!.id))!;
    return simpleParser(readFileSync(join(folder, file)));
  }

  it('opens by the link of the mail, which is the contact’s own, with live figures and no personal data', async () => {
    await send();
    const [mine, theirs] = [await mailTo(contacts[0]!), await mailTo(contacts[1]!)];
    const path = /http:\/\/localhost:3000(\/mitra\/[\w-]{44}\/[\w-]{36})\s/.exec(mine.text ?? '')?.[1] ?? '';
    expect(path).toBe(`${await pathOf(contacts[0]!)}/${batch.id}`);
    expect(theirs.text).not.toContain(path);
    expect(mine.html).toContain(path);
    const page = await open(path);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/Diterima<\/th>(<td class="number">\d+<\/td>){3}<td class="number">1</);
    expect(page.text).toContain('role="img"');
    await aRegistrationRow(app.database, batch, { name: 'Budi', gender: 'male' });
    expect((await open(path)).text).toMatch(/Diterima<\/th>(<td class="number">\d+<\/td>){3}<td class="number">2</);
    expect(page.text).not.toMatch(/Rahmah|9999|8888|6371/);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'strict-origin',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(page.text).toContain('<meta name="robots" content="noindex">');
  });

  it('hands out the three files in the language of its reader, without NIK, phone and birth date', async () => {
    await send();
    const path = `${await pathOf(contacts[0]!)}/${batch.id}`;
    for (const [form, type] of [
      ['pdf', 'application/pdf'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['csv', 'text/csv; charset=utf-8'],
    ] as const) {
      const file = await open(`${path}/${form}`);
      expect([file.status, file.headers['content-type'], file.headers['x-robots-tag']]).toEqual([
        200,
        type,
        'noindex, nofollow',
      ]);
    }
    const csv = (await open(`${path}/csv`, 'en')).text;
    expect(csv).toContain('Enterprise/Cooperative');
    expect(csv).not.toMatch(/8888|6371/);
    expect((await open(`${path}/exe`)).status).toBe(404);
    expect((await open(path, 'en')).text).toContain('By regency/city');
  });

  it('is not opened by a token of another purpose, another contact’s batch, or a bit that was turned', async () => {
    await send();
    const keyring = app.app.get(Keyring);
    const contact = contacts[0]!;
    const path = await pathOf(contact);
    const turned = `${path.slice(0, -1)}${path.endsWith('A') ? 'Q' : 'A'}`;
    for (const wrong of [
      `/mitra/${keyring.token('manage', contact.id, 1)}`,
      `/mitra/${keyring.token('partner_report', contact.id, 2)}`,
      turned,
      '/mitra/kosong',
    ]) {
      const page = await open(wrong);
      expect([wrong, page.status, page.text.includes('Cara mendapatkan tautan baru')]).toEqual([wrong, 404, true]);
    }
    const foreign = await aBatch(app.database, { officeId: await anOffice(app.database) });
    const other = await aBatch(app.database, { officeId: organizer.member.officeId });
    const draft = await aBatch(app.database, {
      program: await aProgram(app.database, {
        officeId: organizer.member.officeId,
        partnerIds: [contact.partnerId],
      }),
      status: 'draft',
      publishedAt: null,
    });
    for (const { id } of [foreign, other, draft]) expect((await open(`${path}/${id}`)).status).toBe(404);
    expect((await open(path)).text).not.toContain(draft.id);
  });

  it('expires 90 days after the last report, and is followed by another with the next', async () => {
    await send();
    const first = await pathOf(contacts[0]!);
    app.clock.moveBySeconds(days(89));
    expect((await open(first)).status).toBe(200);
    await send();
    app.clock.moveBySeconds(days(89));
    expect((await open(first)).status).toBe(200);
    app.clock.moveBySeconds(days(1));
    const over = await open(first);
    expect([over.status, over.text.includes('habis masa berlakunya')]).toEqual([404, true]);
    expect((await open(`${first}/${batch.id}/pdf`)).status).toBe(404);
    expect((await post(`${first}/langganan`, { frequency: 'none' })).status).toBe(404);
    await send();
    const second = await pathOf(contacts[0]!);
    expect([(await open(first)).status, (await open(second)).status]).toEqual([404, 200]);
  });

  it('is closed and opened again by the office, whose page shows how the link stands', async () => {
    await send();
    const contact = contacts[0]!;
    const desk = `/console/mitra/kontak/${contact.id}`;
    const path = await pathOf(contact);
    expect((await organizer.get(desk)).text).toContain(`http://localhost:3000${path}`);
    expect((await organizer.post(`${desk}/cabut`)).headers.location).toBe(`${desk}?done=partner.revoked`);
    expect((await open(path)).status).toBe(404);
    const revoked = await organizer.get(desk);
    expect(revoked.text).toContain('Tautan dicabut');
    expect(revoked.text).not.toContain('/mitra/AQ');
    expect((await organizer.get('/console/mitra')).text).toContain('Tautan dicabut');
    await send();
    expect((await open(await pathOf(contact))).status).toBe(404);
    await organizer.post(`${desk}/tautan`);
    expect([(await open(path)).status, (await open(await pathOf(contact))).status]).toEqual([404, 200]);
    const audited = await app.database.reader.findBy(AuditEntry, { subjectId: contact.id });
    expect(audited.map(({ action }) => action)).toEqual([
      'partner_contact.link_revoked',
      'partner_contact.link_renewed',
    ]);
    const stranger = await aBrowser(app, { officeId: await anOffice(app.database) });
    expect((await stranger.get(desk)).status).toBe(404);
    expect((await stranger.post(`${desk}/tautan`)).status).toBe(404);
  });

  it('is managed by programs, too', async () => {
    const api = `/api/v1/partner-contacts/${contacts[0]!.id}/report-link`;
    const { authorization } = organizer.member;
    const unmade = await app.http().get(api).set(authorization);
    expect(unmade.body).toMatchObject({ state: 'unmade', frequency: 'daily', url: null, expiresAt: null });
    const renewed = await app.http().post(`${api}/renewal`).set(authorization);
    expect(renewed.body).toMatchObject({ state: 'live', url: `http://localhost:3000${await pathOf(contacts[0]!)}` });
    const revoked = await app.http().post(`${api}/revocation`).set(authorization);
    expect([revoked.status, revoked.body.state, revoked.body.url]).toEqual([200, 'revoked', null]);
  });

  it('carries no link in its mails while it is revoked', async () => {
    await organizer.post(`/console/mitra/kontak/${contacts[0]!.id}/cabut`);
    await send();
    const mail = await mailTo(contacts[0]!);
    expect(mail.text).not.toContain('/mitra/');
    expect(mail.headers.has('list-unsubscribe')).toBe(false);
    expect((await mailTo(contacts[1]!)).text).toContain('/mitra/');
  });

  it('lets the contact choose: only the last report, none, or every day, each day’s report at most once', async () => {
    await send();
    const [first, second] = [await pathOf(contacts[0]!), await pathOf(contacts[1]!)];
    const chosen = await post(`${first}/langganan`, { frequency: 'final', batch: batch.id });
    expect(chosen.headers.location).toBe(`${first}/${batch.id}?simpan=ya`);
    expect((await open(`${first}/${batch.id}?simpan=ya`)).text).toContain('Pilihan Anda sudah disimpan.');
    await post(`${second}/langganan`, { frequency: 'none' });
    await post(`${second}/langganan`, { frequency: 'hourly' });
    const before = [await messages(contacts[0]!), await messages(contacts[1]!)].map(({ length }) => length);
    expect(before).toEqual([1, 1]);
    await Promise.all([daily(), daily()]);
    expect(await app.database.reader.countBy(AttendanceReport, { batchId: batch.id, cause: 'daily' })).toBe(1);
    await post(`${second}/langganan`, { frequency: 'daily' });
    await daily();
    expect([(await messages(contacts[0]!)).length, (await messages(contacts[1]!)).length]).toEqual([1, 1]);
    await post(`${second}/langganan`, { frequency: 'none' });
    app.clock.moveTo(hour(28));
    await Promise.all([daily(), daily()]);
    await daily();
    expect([(await messages(contacts[0]!)).length, (await messages(contacts[1]!)).length]).toEqual([2, 1]);
  });

  it('is respected by a report on demand, of which the organiser is told', async () => {
    await send();
    for (const [index, frequency] of (['final', 'none'] as const).entries()) {
      await post(`${await pathOf(contacts[index]!)}/langganan`, { frequency });
    }
    const tab = await organizer.get(`/console/angkatan/${batch.id}/laporan`);
    expect(tab.text).toContain('(hanya menerima laporan akhir)');
    expect(tab.text).toContain('(memilih tidak menerima email)');
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([409, 'contacts_opted_out']);
    app.clock.moveTo(hour(28));
    expect((await send()).body.deliveries).toBe(1);
  });

  it('ends the mails by one click in the mail program, and those that wait are not sent', async () => {
    await send();
    const mail = await mailTo(contacts[0]!);
    expect(mail.headers.get('list')).toMatchObject({
      unsubscribe: { url: `http://localhost:3000${await pathOf(contacts[0]!)}/berhenti` },
    });
    const path = `${await pathOf(contacts[0]!)}/berhenti`;
    expect((await open(path)).text).toContain('Ya, berhenti kirim');
    expect((await linkOf(contacts[0]!)).frequency).toBe('daily');
    await send();
    const clicked = await app.http().post(path).type('form').send('List-Unsubscribe=One-Click');
    expect(clicked.status).toBe(200);
    expect((await linkOf(contacts[0]!)).frequency).toBe('none');
    await app.app.get(Dispatcher).drain();
    const statuses = (await messages(contacts[0]!)).map(({ status }) => status).sort();
    expect(statuses).toEqual(['sent', 'skipped']);
  });

  it('answers slower readers than a machine that fetches without end', async () => {
    await send();
    const path = `${await pathOf(contacts[0]!)}/${batch.id}/csv`;
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) statuses.push((await open(path)).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([30, 429]);
  });
});
