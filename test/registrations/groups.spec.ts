import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { Consent } from '../../src/registrations/consent.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import {
  aGroupBody,
  aRegistration,
  aRegistrationBody,
  tokenOf,
  type Registered,
  type RegisteredGroup,
} from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

interface Answer {
  readonly status: number;
  readonly body: RegisteredGroup & Registered & { readonly errors?: unknown; readonly person?: number };
}

describe('registering a group', () => {
  let app: TestApp;
  let staff: StaffMember;
  let base: string;
  let next = 0;
  const fresh = (): number => (next += 1);
  const people = (count: number): number[] => Array.from({ length: count }, fresh);

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
    await app.app.listen(0, '127.0.0.1');
    base = await app.app.getUrl();
  });
  afterAll(() => app.close());

  async function post(path: string, payload: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  const together = (batch: Batch, body: object, headers = {}): Promise<Answer> =>
    post(`/public/batches/${batch.id}/group-registrations`, body, headers);
  const withdraw = (one: Registered | undefined): Promise<Answer> =>
    post(`/public/registrations/${tokenOf(one!)}/cancellation`);
  const rowsOf = (batch: Batch): Promise<Registration[]> =>
    app.database.reader.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });
  const statuses = async (batch: Batch): Promise<string[]> => (await rowsOf(batch)).map(({ status }) => status);

  /** Every counter equals what it counts, and the groups made in one go are all in one state unless somebody left. */
  async function requireSound(batch: Batch): Promise<void> {
    const { reader } = app.database;
    const rows = await rowsOf(batch);
    const seated = rows.filter(({ status }) => status === 'confirmed');
    const { taken, lastSequence } = await reader.findOneByOrFail(Batch, { id: batch.id });
    expect([taken, lastSequence]).toEqual([seated.length, rows.length]);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    for (const quota of await reader.findBy(Quota, { batchId: batch.id })) {
      expect(quota.taken).toBe(seated.filter(({ gender }) => gender === quota.gender).length);
    }
    const live = rows.filter(({ status, groupId }) => groupId !== null && status !== 'cancelled');
    for (const groupId of new Set(live.map((row) => row.groupId))) {
      expect(new Set(live.filter((row) => row.groupId === groupId).map(({ status }) => status)).size).toBe(1);
    }
  }

  it('gives each a code, a link and a mail, and the cooperative one row', async () => {
    const batch = await aBatch(app.database, { officeId: staff.officeId });
    await aSession(app.database, batch);
    const body = aGroupBody(people(3));
    const { status, body: group } = await together(batch, body);
    expect(status).toBe(201);
    const rows = await rowsOf(batch);
    expect(group).toEqual({
      id: rows[0]?.groupId,
      groupUrl: expect.stringMatching(/^http:\/\/localhost:3000\/pendaftaran\/rombongan\/[\w-]{44}$/),
      registrations: rows.map(({ id, code }) => ({
        id,
        code,
        status: 'confirmed',
        manageUrl: expect.stringContaining('/pendaftaran/'),
        warnings: [],
      })),
    });
    expect(new Set(group.registrations.map(({ manageUrl }) => manageUrl)).size).toBe(3);
    expect(new Set(rows.map(({ enterpriseId }) => enterpriseId)).size).toBe(1);
    expect(await app.database.reader.countBy(Enterprise, { name: 'Koperasi Intan Bersama' })).toBe(1);
    for (const { id, groupId } of rows) {
      expect(await app.database.reader.countBy(Consent, { registrationId: id })).toBe(1);
      const mails = await app.database.reader.findBy(EmailMessage, { subjectId: id });
      expect(mails.map(({ template }) => template)).toEqual(['registration-confirmed']);
      const [entry] = await app.database.reader.findBy(AuditEntry, { subjectId: id });
      expect(entry?.after).toEqual({ status: 'confirmed', channel: 'online', groupId });
    }
    await requireSound(batch);
    const seen = await app.http().get(`/api/v1/public/group-registrations/${group.groupUrl.split('/').at(-1)}`);
    expect(seen.body.registrations.map(({ name }: { name: string }) => name)).toEqual(rows.map(({ name }) => name));
    expect(JSON.stringify(seen.body)).not.toContain('081250');
  });

  it('sends all to the waiting list when there is a seat too few, and all up when there is one more', async () => {
    const batch = await aBatch(app.database, { capacity: 2 });
    const alone = await aRegistration(app, batch, fresh());
    const { body: group } = await together(batch, aGroupBody(people(2)));
    expect(group.registrations.map(({ status, position }) => [status, position])).toEqual([
      ['waitlisted', 1],
      ['waitlisted', 2],
    ]);
    await requireSound(batch);
    await withdraw(alone);
    expect(await statuses(batch)).toEqual(['cancelled', 'confirmed', 'confirmed']);
    await requireSound(batch);
  });

  it.each([
    ['counts a quota for all of them', { capacity: 9, quotas: [{ gender: 'female', capacity: 2 }] }],
    [
      'gives the seats of a quota back when the batch has one too few',
      { capacity: 2, quotas: [{ gender: 'female', capacity: 9 }] },
    ],
  ])('%s', async (_, given) => {
    const batch = await aBatch(app.database, given);
    expect((await together(batch, aGroupBody(people(3)))).body.registrations[0]?.status).toBe('waitlisted');
    await requireSound(batch);
    expect((await together(batch, aGroupBody(people(2)))).body.registrations[0]?.status).toBe('confirmed');
    await requireSound(batch);
  });

  it('waits for the organiser in a batch in which she chooses', async () => {
    const batch = await aBatch(app.database, { capacity: 1, admission: 'selection' });
    await together(batch, aGroupBody(people(2)));
    expect(await statuses(batch)).toEqual(['submitted', 'submitted']);
  });

  it('lets a waiting group be passed over by the next who fits, and keeps its place', async () => {
    const batch = await aBatch(app.database, { capacity: 2 });
    const seated = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
    await together(batch, aGroupBody(people(2)));
    await aRegistration(app, batch, fresh());
    await withdraw(seated[0]);
    expect((await statuses(batch)).slice(2)).toEqual(['waitlisted', 'waitlisted', 'confirmed']);
    await withdraw(seated[1]);
    expect((await statuses(batch)).slice(2)).toEqual(['waitlisted', 'waitlisted', 'confirmed']);
    const [last] = (await rowsOf(batch)).slice(-1);
    await post(`/registrations/${last!.id}/cancellation`, {}, (await aStaffMember(app.database, batch)).authorization);
    expect((await statuses(batch)).slice(2)).toEqual(['confirmed', 'confirmed', 'cancelled']);
    await requireSound(batch);
  });

  it('frees one seat when one of them withdraws; the others keep theirs', async () => {
    const batch = await aBatch(app.database, { capacity: 3 });
    const { body: group } = await together(batch, aGroupBody(people(3)));
    await aRegistration(app, batch, fresh());
    await withdraw(group.registrations[1]);
    expect(await statuses(batch)).toEqual(['confirmed', 'cancelled', 'confirmed', 'confirmed']);
    await requireSound(batch);
  });

  it('goes up as soon as those who are left fit, after one of them withdrew while waiting', async () => {
    const batch = await aBatch(app.database, { capacity: 2 });
    const seated = await aRegistration(app, batch, fresh());
    await aRegistration(app, batch, fresh());
    const { body: group } = await together(batch, aGroupBody(people(2)));
    await withdraw(seated);
    expect((await statuses(batch)).slice(2)).toEqual(['waitlisted', 'waitlisted']);
    await withdraw(group.registrations[0]);
    expect((await statuses(batch)).slice(2)).toEqual(['cancelled', 'confirmed']);
    await requireSound(batch);
  });

  it('gives the last seats to one of two groups that run for them, ten times', async () => {
    for (let round = 0; round < 10; round += 1) {
      const batch = await aBatch(app.database, { capacity: 3, quotas: [{ gender: 'female', capacity: 3 }] });
      const answers = await Promise.all([
        together(batch, aGroupBody(people(3))),
        together(batch, aGroupBody(people(2))),
        post(`/public/batches/${batch.id}/registrations`, aRegistrationBody(fresh())),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      await requireSound(batch);
      const rows = await rowsOf(batch);
      const seated = rows.filter(({ status }) => status === 'confirmed').length;
      expect(seated).toBe(3);
    }
  });

  it('registers nobody when one of them is registered already, and says who by the place alone', async () => {
    const batch = await aBatch(app.database);
    const known = fresh();
    await aRegistration(app, batch, known);
    const answer = await together(batch, aGroupBody([fresh(), known, fresh()]));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'member_registered' });
    expect(JSON.stringify(answer.body)).toContain('Orang ke-2');
    expect(JSON.stringify(answer.body)).not.toContain('Rahmah');
    expect(await rowsOf(batch)).toHaveLength(1);
    await requireSound(batch);
  });

  it('is one group however often it is sent, and another body under the key is refused', async () => {
    const batch = await aBatch(app.database);
    const body = aGroupBody(people(2));
    const key = { 'idempotency-key': `group-${next}` };
    const answers = await Promise.all(Array.from({ length: 5 }, () => together(batch, body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await rowsOf(batch)).toHaveLength(2);
    expect((await together(batch, aGroupBody(people(2)), key)).status).toBe(422);
  });

  it.each([
    ['one person alone', aGroupBody([1]), [{ field: 'participants', code: 'too_few' }]],
    [
      'eleven',
      aGroupBody(Array.from({ length: 11 }, (_, index) => index + 1)),
      [{ field: 'participants', code: 'too_many' }],
    ],
    ['the same person twice', aGroupBody([1, 2, 1]), [{ field: 'participants.2.nik', code: 'person_twice' }]],
    [
      'a wrong NIK',
      aGroupBody([1, 2], { nik: '123' }),
      [0, 1].map((place) => ({ field: `participants.${place}.nik`, code: 'nik_length' })),
    ],
    ['no consent', { ...aGroupBody([1, 2]), consent: false }, [{ field: 'consent', code: 'consent_required' }]],
    [
      'an UMKM',
      { ...aGroupBody([1, 2], { role: undefined }), enterprise: { kind: 'umkm', name: 'Kue' } },
      [{ field: 'enterprise.kind', code: 'group_needs_cooperative' }],
    ],
    ['no cooperative', { ...aGroupBody([1, 2]), enterprise: undefined }, [{ field: 'enterprise', code: 'required' }]],
    [
      'a field too many',
      aGroupBody([1, 2], { nickname: 'x' }),
      [0, 1].map((place) => ({ field: `participants.${place}.nickname`, code: 'unknown_field' })),
    ],
    ['people who are none', { ...aGroupBody([1, 2]), participants: ['x', 1] }, expect.any(Array)],
    ['no list', { ...aGroupBody([1, 2]), participants: { a: 1 } }, expect.any(Array)],
  ])('refuses %s at the field', async (_, body, errors) => {
    const batch = await aBatch(app.database);
    const answer = await together(batch, body);
    expect(answer.status).toBe(422);
    const told = answer.body.errors as { field: string; code: string }[];
    expect(told.map(({ field, code }) => ({ field, code }))).toEqual(errors);
    expect(await rowsOf(batch)).toEqual([]);
  });

  it('tells that the door is shut before what is wrong, and opens no group to a stranger', async () => {
    const batch = await aBatch(app.database, { registrationOpensAt: new Date('2026-10-08T00:00:00.000Z') });
    const answer = await together(batch, {});
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([409, 'registration_not_open']);
    const { status } = await app.http().get('/api/v1/public/group-registrations/x');
    expect(status).toBe(404);
  });
});
