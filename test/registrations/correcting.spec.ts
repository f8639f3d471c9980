import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import {
  aGroupBody,
  aRegistration,
  tokenOf,
  type Registered,
  type RegisteredGroup,
} from '../factories/registration.js';
import { aStaffMember, anOffice } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('correcting a registration', () => {
  let app: TestApp;
  let next = 0;
  const fresh = (): number => (next += 1);

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  type Details = Record<string, Record<string, unknown>>;
  const path = (one: Pick<Registered, 'manageUrl'>) => `/api/v1/public/registrations/${tokenOf(one)}/details`;

  async function details(one: Registered): Promise<Details> {
    const { participant, enterprise, role } = (await app.http().get(path(one))).body;
    return { participant, enterprise, role };
  }

  /** Sends all that was told, with these fields changed. */
  async function correct(one: Registered, change: Details) {
    const { participant, enterprise, role } = await details(one);
    const whole = {
      participant: { ...participant, ...change.participant },
      enterprise: 'enterprise' in change ? { ...enterprise, ...change.enterprise } : enterprise,
      role: change.role ?? role,
    };
    return app.http().put(path(one)).send(whole);
  }

  const row = (one: Pick<Registered, 'id'>) => app.database.reader.findOneByOrFail(Registration, { id: one.id });
  const taken = async (batch: Batch) =>
    (await app.database.reader.find(Quota, { where: { batchId: batch.id }, order: { id: 'ASC' } })).map(
      (quota) => quota.taken,
    );
  const audited = (one: Registered) =>
    app.database.reader.findBy(AuditEntry, { subjectId: one.id, action: 'registration.corrected' });
  const mails = async (one: Registered) =>
    (await app.database.reader.findBy(EmailMessage, { subjectId: one.id })).filter(({ template }) =>
      template.startsWith('registration-email'),
    );

  it('changes what was told, keeps the person, and traces it without a personal word', async () => {
    const batch = await aBatch(app.database);
    const one = await aRegistration(app, batch, fresh());
    const before = await row(one);
    const answer = await correct(one, {
      participant: {
        name: 'Hj. Siti Rahmawati, S.E.',
        phone: '0813-4900-1234',
        regencyCode: '63.72',
        address: 'Jl. Veteran 7',
      },
      enterprise: { name: 'Kue Lam Baru', scale: 'micro' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      correctable: true,
      participant: { name: 'Hj. Siti Rahmawati, S.E.', phone: '+6281349001234', regencyCode: '63.72' },
      enterprise: { name: 'Kue Lam Baru', scale: 'micro' },
    });
    expect(await row(one)).toMatchObject({
      revision: before.revision,
      enterpriseId: before.enterpriseId,
      status: 'confirmed',
    });
    const person = await app.database.reader.findOneByOrFail(Participant, { id: before.participantId });
    expect(person.name).toBe(before.name);
    const [entry] = await audited(one);
    expect(entry).toMatchObject({
      actorKind: 'participant',
      before: { regencyCode: '63.71', name: expect.stringMatching(/^#/), 'enterprise.scale': null },
      after: { regencyCode: '63.72', 'enterprise.scale': 'micro', phone: expect.stringMatching(/^#[0-9a-f]{16}$/) },
    });
    expect(JSON.stringify(entry)).not.toMatch(/Rahma|8134|Veteran|Kue Lam/);
    expect(await mails(one)).toEqual([]);
  });

  it('writes nothing when nothing was changed', async () => {
    const one = await aRegistration(app, await aBatch(app.database), fresh());
    expect((await correct(one, {})).status).toBe(200);
    expect(await audited(one)).toEqual([]);
  });

  it('tells the old and the new address when the email changed', async () => {
    const batch = await aBatch(app.database);
    await aSession(app.database, batch);
    const one = await aRegistration(app, batch, fresh());
    const { email: old } = await row(one);
    await correct(one, { participant: { email: 'baru@warga.example' } });
    const told = (await mails(one)).map(({ template, recipientAddress, attachments }) => [
      template,
      recipientAddress,
      attachments.length,
    ]);
    expect(told.sort()).toEqual([
      ['registration-email-left', old, 0],
      ['registration-email-new', 'baru@warga.example', 2],
    ]);
    await correct(one, { participant: { email: undefined } });
    expect((await mails(one)).map(({ template }) => template).sort()).toEqual([
      'registration-email-left',
      'registration-email-left',
      'registration-email-new',
    ]);
  });

  it('moves the quota seat with the person', async () => {
    const quotas = [
      { regencyCode: '63.71', capacity: 2 },
      { regencyCode: '63.72', capacity: 1 },
    ];
    const batch = await aBatch(app.database, { quotas });
    const one = await aRegistration(app, batch, fresh());
    expect(await taken(batch)).toEqual([1, 0]);
    await correct(one, { participant: { regencyCode: '63.72' } });
    expect(await taken(batch)).toEqual([0, 1]);
    await correct(one, { participant: { regencyCode: '63.03' } });
    expect(await taken(batch)).toEqual([0, 0]);
  });

  it('refuses a change into a full group, changes nothing then, and lets others be corrected', async () => {
    const batch = await aBatch(app.database, { quotas: [{ gender: 'female', capacity: 1 }] });
    const man = await aRegistration(app, batch, fresh(), { participant: { gender: 'male' } });
    await aRegistration(app, batch, fresh());
    const refused = await correct(man, {
      participant: { gender: 'female', name: 'Siti' },
      enterprise: { name: 'Lain' },
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'correction_quota_full']);
    expect((await row(man)).gender).toBe('male');
    const { enterprise } = await details(man);
    expect(enterprise?.name).not.toBe('Lain');
    expect(await taken(batch)).toEqual([1]);
    expect((await correct(man, { participant: { name: 'Ahmad' } })).status).toBe(200);
  });

  it('gives the last seat of a group to one of two who move into it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const batch = await aBatch(app.database, { quotas: [{ regencyCode: '63.72', capacity: 1 }] });
      const [one, two] = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
      const move = { participant: { regencyCode: '63.72' } };
      const answers = await Promise.all([correct(one, move), correct(two, move)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await taken(batch)).toEqual([1]);
    }
  });

  it('lets up who waits for the group that was left, and who fits once her own data are right', async () => {
    const batch = await aBatch(app.database, { quotas: [{ regencyCode: '63.71', capacity: 1 }] });
    const seated = await aRegistration(app, batch, fresh());
    const [waiting, other] = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
    await correct(other, { participant: { regencyCode: '63.72' } });
    expect((await row(other)).status).toBe('confirmed');
    expect((await row(waiting)).status).toBe('waitlisted');
    await correct(seated, { participant: { regencyCode: '63.72' } });
    expect((await row(waiting)).status).toBe('confirmed');
    expect(await taken(batch)).toEqual([1]);
  });

  it('keeps a cooperative as the others of the group told it', async () => {
    const batch = await aBatch(app.database);
    const answer = await app
      .http()
      .post(`/api/v1/public/batches/${batch.id}/group-registrations`)
      .send(aGroupBody([fresh(), fresh()]));
    const [first, second] = (answer.body as RegisteredGroup).registrations;
    expect((await correct(first!, { participant: { name: 'Lain' } })).status).toBe(200);
    expect((await row(first!)).enterpriseId).toBe((await row(second!)).enterpriseId);
    await correct(first!, { enterprise: { name: 'Koperasi Sendiri' } });
    const named = async (one: Registered) =>
      app.database.reader.findOneBy(Enterprise, { id: (await row(one)).enterpriseId ?? '' });
    expect((await named(first!))?.name).toBe('Koperasi Sendiri');
    expect((await named(second!))?.name).toBe('Koperasi Intan Bersama');
  });

  it('changes the flag about the NIK with the gender', async () => {
    const one = await aRegistration(app, await aBatch(app.database), fresh());
    await correct(one, { participant: { gender: 'male' } });
    expect((await row(one)).warnings).toEqual([{ field: 'participant.gender', code: 'nik_gender_mismatch' }]);
    await correct(one, { participant: { gender: 'female' } });
    expect((await row(one)).warnings).toEqual([]);
  });

  it('asks for what the program asks for, at the field, and takes no NIK', async () => {
    const officeId = await anOffice(app.database);
    const program = await aProgram(app.database, { officeId, kind: 'bimtek', requiredFields: ['email', 'birthDate'] });
    const one = await aRegistration(app, await aBatch(app.database, { program }), fresh());
    const { body, status } = await correct(one, { participant: { email: undefined, nik: '6371051203880001' } });
    expect(status).toBe(422);
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['participant.nik', 'unknown_field'],
      ['participant.email', 'required'],
    ]);
  });

  it('ends with the window, with the registration, and opens to nobody else', async () => {
    const batch = await aBatch(app.database, { officeId: (await aStaffMember(app.database)).officeId });
    await aSession(app.database, batch);
    const [one, gone] = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
    await app.http().post(`/api/v1/public/registrations/${tokenOf(gone)}/cancellation`);
    expect((await correct(gone, { participant: { name: 'Lain' } })).body.code).toBe('registration_cancelled');
    app.clock.moveTo(batch.registrationClosesAt);
    const late = await correct(one, { participant: { name: 'Lain' } });
    expect([late.status, late.body.code]).toEqual([409, 'correction_closed']);
    expect((await app.http().get(path(one))).body.correctable).toBe(false);
    app.clock.moveTo(testStart);
    expect((await app.http().get('/api/v1/public/registrations/x/details')).status).toBe(404);
    expect((await app.http().put('/api/v1/public/registrations/x/details').send({})).status).toBe(404);
  });
});
