import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { CertificateQueries } from '../../src/certificates/certificate.queries.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('certificates', () => {
  let app: TestApp;
  let organizer: StaffMember;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    app.clock.moveTo(new Date('2026-10-21T00:00:00.000Z'));
  });

  /** Four sessions of 4 JP; each number says how many of them that person attended. */
  async function aHeldBatch(attended: readonly number[]): Promise<{ batch: Batch; people: Registration[] }> {
    const program = await aProgram(app.database, { officeId: organizer.officeId, kind: 'diklat' });
    const batch = await aBatch(app.database, { program });
    const sessions = [];
    for (const hour of [0, 3, 6, 9]) {
      const at = (hours: number) => new Date(Date.UTC(2026, 9, 20, hours));
      sessions.push(await aSession(app.database, batch, { startsAt: at(hour), endsAt: at(hour + 3) }));
    }
    const people: Registration[] = [];
    for (const [index, count] of attended.entries()) {
      const person = await aRegistrationRow(app.database, batch, { name: `Peserta ${index}` });
      people.push(person);
      for (const [which, session] of sessions.entries()) {
        const status = which < count ? (which === 0 ? 'late' : 'present') : which === 3 ? 'sick' : 'absent';
        const path = `/api/v1/sessions/${session.id}/attendance/${person.id}`;
        await app.http().put(path).set(organizer.authorization).send({ status });
      }
    }
    return { batch, people };
  }

  const issue = (batch: Batch) =>
    app.http().post(`/api/v1/batches/${batch.id}/certificates`).set(organizer.authorization);
  const list = async (batch: Batch) =>
    (await app.http().get(`/api/v1/batches/${batch.id}/certificates`).set(organizer.authorization)).body.items;
  const tokenOf = async (id: string) =>
    app.app.get(CertificateQueries).tokenOf(await app.database.reader.findOneByOrFail(Certificate, { id }));
  const verify = (token: string) => app.http().get(`/api/v1/public/certificates/${token}`);

  it('go to all who attended the minimum, once, in order and without a gap', async () => {
    const { batch, people } = await aHeldBatch([4, 2, 3, 0, 4]);
    const first = await issue(batch);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      issued: 3,
      skipped: [1, 3].map((index) => ({ registrationId: people[index]!.id, code: 'attendance_below_minimum' })),
    });
    expect((await list(batch)).map(({ number }: { number: string }) => number)).toEqual([
      '001/DIKLAT/DISKOPUKM/X/2026',
      '002/DIKLAT/DISKOPUKM/X/2026',
      '003/DIKLAT/DISKOPUKM/X/2026',
    ]);
    const again = await issue(batch);
    expect(again.body.issued).toBe(0);
    expect(again.body.skipped).toHaveLength(5);
    const mails = await app.database.reader.findBy(EmailMessage, {
      officeId: organizer.officeId,
      template: 'certificate-issued',
    });
    expect(mails).toHaveLength(3);
  });

  it('are numbered without gap over batches that are issued at the same time', async () => {
    const batches = [await aHeldBatch([4, 4]), await aHeldBatch([4, 4, 4]), await aHeldBatch([4])];
    const answers = await Promise.all(batches.flatMap(({ batch }) => [issue(batch), issue(batch)]));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const all = await app.database.reader.findBy(Certificate, { officeId: organizer.officeId });
    expect(all.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(all.map(({ registrationId }) => registrationId)).size).toBe(6);
  });

  it('show every printed field to whoever holds the link, and nothing to others', async () => {
    const { batch } = await aHeldBatch([4]);
    await issue(batch);
    const [{ id, number }] = await list(batch);
    const { status, body } = await verify(await tokenOf(id));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'valid',
      number,
      version: 1,
      recipient: { name: 'Peserta 0', regency: 'Kota Banjarmasin' },
      program: { kind: 'diklat' },
      lessonHours: 16,
      batch: { firstDay: '2026-10-20', lastDay: '2026-10-20' },
      revocation: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/nik|phone|birth/i);
    const token = await tokenOf(id);
    for (const wrong of [
      token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      token.slice(1),
      'x',
      app.app.get(CertificateQueries).tokenOf({ id, tokenVersion: 2 } as Certificate),
    ]) {
      expect((await verify(wrong)).status).toBe(404);
    }
  });

  it('are printed as the same PDF each time', async () => {
    const { batch } = await aHeldBatch([4]);
    await issue(batch);
    const [{ id }] = await list(batch);
    const path = `/api/v1/public/certificates/${await tokenOf(id)}.pdf`;
    const first = await app.http().get(path);
    app.clock.moveBySeconds(86_400);
    const second = await app.http().get(path);
    expect(first.headers['content-type']).toBe('application/pdf');
    expect((first.body as Buffer).equals(second.body as Buffer)).toBe(true);
  });

  it('are revoked with a reason that everybody sees, and not issued again', async () => {
    const { batch } = await aHeldBatch([4]);
    await issue(batch);
    const [{ id }] = await list(batch);
    const token = await tokenOf(id);
    const revoke = () =>
      app
        .http()
        .post(`/api/v1/certificates/${id}/revocation`)
        .set(organizer.authorization)
        .send({ reason: 'Salah terbit' });
    expect((await revoke()).body.status).toBe('revoked');
    expect((await revoke()).status).toBe(200);
    expect((await verify(token)).body).toMatchObject({ state: 'revoked', revocation: { reason: 'Salah terbit' } });
    expect((await app.http().get(`/api/v1/public/certificates/${token}.pdf`)).body.code).toBe('certificate_not_valid');
    expect((await issue(batch)).body.skipped[0].code).toBe('certificate_revoked');
  });

  it('are replaced under the same number when a name is corrected', async () => {
    const { batch } = await aHeldBatch([4]);
    await issue(batch);
    const [{ id, number }] = await list(batch);
    const replace = (of: string) =>
      app
        .http()
        .post(`/api/v1/certificates/${of}/replacement`)
        .set(organizer.authorization)
        .send({ name: 'Hj. Peserta Nol, S.E.' });
    const successor = await replace(id);
    expect([successor.status, successor.body.number, successor.body.version]).toEqual([201, number, 2]);
    expect((await verify(await tokenOf(id))).body.state).toBe('replaced');
    expect((await verify(await tokenOf(successor.body.id))).body).toMatchObject({
      state: 'valid',
      recipient: { name: 'Hj. Peserta Nol, S.E.' },
    });
    expect((await replace(id)).body.code).toBe('certificate_not_valid');
  });

  it('are not for drafts, cancelled batches, attendants or other offices', async () => {
    const { batch } = await aHeldBatch([4]);
    const attendant = await aStaffMember(app.database, { officeId: organizer.officeId, role: 'attendant' });
    const foreign = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const by = ({ authorization }: StaffMember) =>
      app.http().post(`/api/v1/batches/${batch.id}/certificates`).set(authorization);
    expect((await by(attendant)).status).toBe(403);
    expect((await by(foreign)).status).toBe(404);
    const draft = await aBatch(app.database, { officeId: organizer.officeId, status: 'draft' });
    expect((await issue(draft)).body.code).toBe('batch_not_certifiable');
  });
});
