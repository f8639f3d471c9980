import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { RetentionRule } from '../../src/privacy/retention-rule.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { CancelRegistration } from '../../src/registrations/cancel-registration.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch } from '../factories/batch.js';
import { aCertificateRow } from '../factories/certificate-row.js';
import { aRegistration, aRegistrationBody } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { Overlap } from '../support/overlap.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

const retention = '/console/pengaturan/masa-simpan';

const texts = JSON.parse(readFileSync('templates/locales/id/privacy.json', 'utf8')) as Record<string, string>;
const told = (kind: string, words: readonly string[]) => words.map((word) => texts[`${kind}_${word}`]);

/** The entries of each list of a page that has a heading of its own. */
function listsIn(page: string): Record<string, string[]> {
  const lists = [...page.matchAll(/<h3>([^<]+)<\/h3><ul>(.*?)<\/ul>/g)];
  return Object.fromEntries(
    lists.map(([, heading = '', list = '']) => [
      heading,
      [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, text = '']) => text),
    ]),
  );
}

describe('personal data in the console', () => {
  let app: TestApp;
  let officeId: string;
  let admin: Browser;
  let organizer: Browser;
  let batch: Batch;
  let next = 0;

  beforeAll(async () => {
    app = await startApp();
    officeId = await anOffice(app.database);
    admin = await aBrowser(app, { officeId, role: 'administrator' });
    organizer = await aBrowser(app, { officeId });
    batch = await aBatch(app.database, { officeId });
  });

  afterAll(() => app.close());

  async function somebody({ cancelled = true } = {}): Promise<{ number: number; path: string; row: Registration }> {
    const number = (next += 1);
    const { id } = await aRegistration(app, batch, number);
    if (cancelled) await app.app.get(CancelRegistration).byOrganizer(organizer.member.actor, id, null);
    const row = await app.database.reader.findOneByOrFail(Registration, { id });
    return { number, path: `/console/angkatan/${batch.id}/peserta/${id}`, row };
  }

  const noted = (action: string, subjectId: string) => app.database.reader.findBy(AuditEntry, { action, subjectId });
  const nameOf = async ({ participantId: id }: Registration) =>
    (await app.database.reader.findOneByOrFail(Participant, { id })).name;

  it('is handed out as a file, and who took it is noted', async () => {
    const { number, path, row } = await somebody({ cancelled: false });
    expect((await organizer.get(path)).text).toContain(`action="${path}/data-pribadi"`);
    const file = await organizer.post(`${path}/data-pribadi`).expect(200);
    expect(file.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="data-pribadi-2026-10-05.json"',
      'cache-control': 'no-store',
    });
    const { nik, name } = aRegistrationBody(number).participant as Record<string, string>;
    expect(file.body).toMatchObject({ person: { nik, name }, registrations: [{ code: row.code }] });
    const [entry] = await noted('participant.data_exported', row.participantId);
    expect(entry?.actorId).toBe(organizer.member.userId);
  });

  it('is found under its own batch alone', async () => {
    const { row } = await somebody();
    const other = await aBatch(app.database, { officeId });
    const elsewhere = `/console/angkatan/${other.id}/peserta/${row.id}`;
    await organizer.post(`${elsewhere}/data-pribadi`).expect(404);
    await admin.get(`${elsewhere}/hapus`).expect(404);
    await admin.post(`${elsewhere}/hapus`, { cause: 'asked' }).expect(404);
    expect(await nameOf(row)).not.toBe('—');
  });

  it('is erased by administrators alone, after what goes and what stays was told, with a cause', async () => {
    const { path, row } = await somebody();
    const before = (await organizer.get(path)).text;
    expect(before).not.toContain('/hapus"');
    expect(before).toContain('name="decision"');
    expect((await admin.get(path)).text).toContain(`href="${path}/hapus"`);
    await aCertificateRow(app.database, row, 9_001);
    const page = (await admin.get(`${path}/hapus`).expect(200)).text;
    expect(page).toContain('Jumlah pendaftarannya: 1. Sertifikat yang tetap tersimpan: 1.');
    expect(listsIn(page)).toEqual({
      'Yang dihapus': told('goes', ['person', 'contact', 'enterprise', 'mails']),
      'Yang tetap ada': told('stays', ['figures', 'certificates', 'reports', 'trail']),
    });
    const refused = await admin.post(`${path}/hapus`, { cause: 'because' }).expect(422);
    expect(refused.text).toContain('href="#cause"');
    expect(await nameOf(row)).not.toBe('—');
    const erased = await admin.post(`${path}/hapus`, { cause: 'asked' }).expect(303);
    expect(erased.headers.location).toBe(`${path}?done=privacy.erased`);
    expect(await nameOf(row)).toBe('—');
    const shown = (await admin.get(`${path}?done=privacy.erased`)).text;
    expect(shown).toContain('Data pribadi sudah dihapus.');
    expect(shown).toContain('Data pribadi orang ini dihapus pada Senin, 5 Oktober 2026');
    expect(shown).toContain('Tidak ada lagi yang diputuskan tentangnya.');
    for (const gone of ['/data-pribadi"', '/hapus"', 'wa.me', 'name="decision"']) expect(shown).not.toContain(gone);
    const trail = (await admin.get('/console/pengaturan/jejak?jenis=participant')).text;
    expect(trail).toContain('Sebab: Diminta oleh yang bersangkutan');
  });

  it('is erased once when the form is sent twice', async () => {
    const { path, row } = await somebody();
    const twice = await Promise.all([1, 2].map(() => admin.post(`${path}/hapus`, { cause: 'asked' })));
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(await noted('participant.erased', row.participantId)).toHaveLength(1);
  });

  it('stays as long as its person takes part, and the page says so before it is asked', async () => {
    const { path, row } = await somebody({ cancelled: false });
    const page = (await admin.get(`${path}/hapus`).expect(200)).text;
    expect(page).toContain('masih terdaftar pada angkatan yang belum selesai');
    expect(page).not.toContain('name="cause"');
    await admin.post(`${path}/hapus`, { cause: 'asked' }).expect(409);
    expect(await nameOf(row)).not.toBe('—');
  });

  it('is kept for as long as an administrator says, who is asked when that reaches somebody tonight', async () => {
    await somebody();
    app.clock.moveTo(new Date(testStart.getTime() + 800 * 86_400_000));
    admin = await aBrowser(app, { officeId, role: 'administrator' });
    const months = async () => (await app.database.reader.findOneBy(RetentionRule, { officeId }))?.months ?? null;
    const save = (fields: Record<string, string>) => admin.post(retention, fields);
    expect((await admin.get(retention).expect(200)).text).toContain('tanpa batas waktu');
    for (const wrong of ['0', '601', '1,5', 'dua']) await save({ months: wrong }).expect(422);
    const asked = await save({ months: '24' }).expect(200);
    expect(asked.text).toMatch(/sampai [1-9]\d* orang dianonimkan malam ini/);
    expect(asked.text).toContain('name="sure" value="24"');
    await save({ months: '12', sure: '24' }).expect(200);
    expect(await months()).toBeNull();
    await save({ months: '24', sure: '24' }).expect(303);
    expect(await months()).toBe(24);
    expect((await admin.get(retention)).text).toContain('setelah 24 bulan');
    await save({ months: '600' }).expect(303);
    await save({ months: '' }).expect(303);
    expect(await months()).toBeNull();
    expect((await admin.get('/console/pengaturan/jejak')).text).toContain('Masa simpan (bulan): 24 → 600');
  });

  it('is kept by a rule that two make in the same moment', async () => {
    const overlap = new Overlap(app.database);
    const end = await overlap.heldTrail();
    const both = Promise.all([1, 2].map(() => admin.post(retention, { months: '600' })));
    await overlap.overOrWaiting(both, 2);
    await end();
    const answers = await both;
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });
});
