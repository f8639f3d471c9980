import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { updateRows } from '../../src/database/rows.js';
import { entities } from '../../src/entities.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { SentEmail } from '../../src/mail/sent-email.entity.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { Retention } from '../../src/privacy/retention.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { registrationOf } from '../factories/invented-person.mjs';
import { aStaffMember, anOffice, type StaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

const api = '/api/v1';

describe('personal data', () => {
  let app: TestApp;
  let admin: StaffMember;
  let organizer: StaffMember;
  let stranger: StaffMember;
  let batch: Batch;
  let next = 100;

  beforeAll(async () => {
    app = await startApp();
    admin = await aStaffMember(app.database, { role: 'administrator' });
    organizer = await aStaffMember(app.database);
    stranger = await aStaffMember(app.database, {
      role: 'administrator',
      officeId: await anOffice(app.database),
    });
    batch = await aBatch(app.database, { officeId: admin.officeId });
  });

  afterAll(() => app.close());

  const post = (path: string, { authorization }: StaffMember) => app.http().post(`${api}${path}`).set(authorization);

  /** Somebody who came, with mark, certificate and mails, to a batch that is over. */
  async function someoneWhoCame(): Promise<{ registration: Registration; said: Record<string, unknown> }> {
    app.clock.moveTo(testStart);
    const over = await aBatch(app.database, { officeId: admin.officeId });
    const session = await aSession(app.database, over);
    const said = registrationOf((next += 1));
    await app.http().post(`${api}/public/batches/${over.id}/registrations`).send(said).expect(201);
    const registration = await app.database.reader.findOneByOrFail(Registration, { batchId: over.id });
    app.clock.moveTo(session.startsAt);
    await app
      .http()
      .put(`${api}/sessions/${session.id}/attendance/${registration.id}`)
      .set(organizer.authorization)
      .send({ status: 'present', note: 'Datang bersama Bu Aminah' })
      .expect(200);
    app.clock.moveTo(new Date(session.endsAt.getTime() + 3_600_000));
    await post(`/batches/${over.id}/completion`, organizer).expect(200);
    await post(`/batches/${over.id}/certificates`, organizer).expect(200);
    await app.app.get(Dispatcher).drain();
    return { registration, said };
  }

  it('is exported whole to an organiser of the office alone, and that is noted', async () => {
    const { registration, said } = await someoneWhoCame();
    const path = `/registrations/${registration.id}/personal-data-exports`;
    await post(path, stranger).expect(404);
    const { body } = await post(path, organizer).expect(201);
    const { participant } = said as { participant: Record<string, string> };
    expect(body).toMatchObject({
      person: { nik: participant.nik, name: participant.name, birthDate: participant.birthDate },
      registrations: [
        {
          ...{ code: registration.code, status: 'confirmed', email: participant.email, phone: registration.phone },
          enterprise: { name: (said.enterprise as Record<string, string>).name },
          consent: { notice: { text: expect.any(String) } },
          attendance: [{ status: 'present', note: 'Datang bersama Bu Aminah' }],
          certificates: [{ status: 'issued' }],
          emails: [{ to: participant.email }, { kind: 'certificate-issued' }],
        },
      ],
    });
    const action = 'participant.data_exported';
    const noted = await app.database.reader.findBy(AuditEntry, { action, subjectId: registration.participantId });
    expect(noted.map(({ actorId }) => actorId)).toEqual([organizer.userId]);
  });

  it('is erased from every row by an administrator; figures and certificates stay', async () => {
    const { registration, said } = await someoneWhoCame();
    const { reader } = app.database;
    const path = `/registrations/${registration.id}/erasure`;
    await post(path, organizer).send({ cause: 'asked' }).expect(403);
    await post(path, stranger).send({ cause: 'asked' }).expect(404);
    const before = await reader.findOneByOrFail(Registration, { id: registration.id });
    await post(path, admin).expect(422);
    await post(path, admin).send({ cause: 'she said so' }).expect(422);
    await post(path, admin).send({ cause: 'asked' }).expect(204);
    await post(path, admin).send({ cause: 'asked' }).expect(404);

    const row = await reader.findOneByOrFail(Registration, { id: registration.id });
    const gone = { name: '—', phone: '—', email: null, address: null, reason: null };
    expect(row).toEqual(Object.assign(before, gone, { tokenVersion: before.tokenVersion + 1 }));
    const person = await reader.findOneByOrFail(Participant, { id: registration.participantId });
    expect(person).toMatchObject({ name: '—', nikHash: null, nikCiphertext: null, contactHash: null, birthDate: null });
    expect(person.gender).toBe('female');
    const enterprise = await reader.findOneByOrFail(Enterprise, { id: registration.enterpriseId ?? '' });
    expect(enterprise).toMatchObject({ name: '—', kind: 'umkm', sector: 'makanan_minuman' });
    const [mark] = await reader.findBy(Attendance, { registrationId: registration.id });
    expect(mark).toMatchObject({ status: 'present', note: null });
    const [certificate] = await reader.findBy(Certificate, { registrationId: registration.id });
    const { participant } = said as { participant: Record<string, string> };
    expect(certificate?.content.recipient.name).toBe(participant.name);
    const messages = await reader.findBy(EmailMessage, { batchId: registration.batchId });
    expect(messages.map(({ recipientAddress, status }) => [recipientAddress, status])).toEqual([
      ['—', 'sent'],
      ['—', 'sent'],
    ]);
    expect(await reader.countBy(SentEmail, { id: messages[0]?.id ?? '' })).toBe(0);
    const [noted] = await reader.findBy(AuditEntry, { action: 'participant.erased', subjectId: person.id });
    expect(noted).toMatchObject({ actorId: admin.userId, before: null, after: { cause: 'asked' } });
  });

  it('leaves nothing of the person in any table but the archives', async () => {
    const { registration, said } = await someoneWhoCame();
    await post(`/registrations/${registration.id}/erasure`, admin).send({ cause: 'not_needed' }).expect(204);
    const { participant, enterprise } = said as Record<string, Record<string, string>>;
    const words = [participant?.nik, participant?.name, participant?.email, registration.phone, enterprise?.name];
    expect(await tablesNaming(words.map(String))).toEqual(['Certificate']);
  });

  /** Every table of which some row holds one of these words. */
  async function tablesNaming(words: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const entity of entities) {
      const rows = await app.database.reader.find<object>(entity);
      if (words.some((word) => JSON.stringify(rows).includes(word))) found.push(entity.name);
    }
    return found;
  }

  it('stays while its person takes part in something that is not over', async () => {
    app.clock.moveTo(testStart);
    await app
      .http()
      .post(`${api}/public/batches/${batch.id}/registrations`)
      .send(registrationOf((next += 1)))
      .expect(201);
    const registration = await app.database.reader.findOneByOrFail(Registration, { batchId: batch.id });
    const { body } = await post(`/registrations/${registration.id}/erasure`, admin)
      .send({ cause: 'not_needed' })
      .expect(409);
    expect(body).toMatchObject({ code: 'erasure_while_registered' });
    await post(`/registrations/${registration.id}/cancellation`, organizer).send({}).expect(200);
    await post(`/registrations/${registration.id}/erasure`, admin).send({ cause: 'not_needed' }).expect(204);
    const waiting = await app.database.reader.findBy(EmailMessage, { subjectId: registration.id });
    expect(new Set(waiting.map(({ status }) => status))).toEqual(new Set(['skipped']));
  });

  it('is erased by itself once an office’s time is up, and never without a rule', async () => {
    const { registration } = await someoneWhoCame();
    const { registration: recent } = await someoneWhoCame();
    const years = (count: number) => new Date(testStart.getTime() + count * 366 * 86_400_000);
    app.clock.moveTo(years(3));
    expect(await app.app.get(Retention).run()).toBe(0);
    app.clock.moveTo(testStart);
    const rule = () => app.http().put(`${api}/office/retention`);
    await rule().set(organizer.authorization).send({ months: 24 }).expect(403);
    for (const body of [{ months: 0 }, { months: 1.5 }, {}, { months: 24, other: 1 }]) {
      await rule().set(admin.authorization).send(body).expect(422);
    }
    expect((await rule().set(admin.authorization).send({ months: 24 }).expect(200)).body).toEqual({ months: 24 });
    await app.database.transaction((tx) =>
      updateRows(tx, Registration, { id: recent.id }, { statusChangedAt: years(2) }),
    );
    app.clock.moveTo(years(3));
    expect(await app.app.get(Retention).run()).toBeGreaterThanOrEqual(1);
    expect(await app.app.get(Retention).run()).toBe(0);
    const { reader } = app.database;
    expect((await reader.findOneByOrFail(Registration, { id: registration.id })).name).toBe('—');
    expect((await reader.findOneByOrFail(Registration, { id: recent.id })).name).not.toBe('—');
    app.clock.moveTo(testStart);
    await rule().set(admin.authorization).send({ months: null }).expect(200);
  });
});
