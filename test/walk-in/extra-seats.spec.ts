import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { Consent } from '../../src/registrations/consent.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession, type GivenBatch } from '../factories/batch.js';
import { aRegistration, aRegistrationBody } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('seats beyond the capacity', () => {
  let app: TestApp;
  let staff: StaffMember;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  const full = async (given: GivenBatch = {}): Promise<Batch> => {
    const batch = await aBatch(app.database, { capacity: 1, ...given });
    await aSession(app.database, batch);
    number += 1;
    await aRegistration(app, batch, number);
    return batch;
  };
  const register = (batch: Batch, more: object) => {
    number += 1;
    return app
      .http()
      .post(`/api/v1/batches/${batch.id}/registrations`)
      .set(staff.authorization)
      .send({ ...aRegistrationBody(number), channel: 'walk_in', ...more });
  };
  const seats = async ({ id }: Batch) => {
    const { capacity, taken } = await app.database.reader.findOneByOrFail(Batch, { id });
    return [taken, capacity];
  };
  const extra = { seat: 'extra', seatReason: 'Datang dari Kotabaru' };

  it('are taken by a decision with its reason, one by one up to the venue’s seats, and leave a trace', async () => {
    const batch = await full({ venueSeats: 2 });
    const { status, body } = await register(batch, extra);
    expect([status, (body as { status: string }).status]).toEqual([201, 'confirmed']);
    expect(await seats(batch)).toEqual([2, 2]);
    const [entry] = await app.database.reader.findBy(AuditEntry, { action: 'batch.capacity_exceeded' });
    expect(entry).toMatchObject({
      subjectId: batch.id,
      actorId: staff.userId,
      before: { capacity: 1 },
      after: { capacity: 2, venueSeats: 2, quotaIds: [], reason: 'Datang dari Kotabaru' },
    });
    const refused = await register(batch, extra);
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'venue_full']);
    expect(await seats(batch)).toEqual([2, 2]);
  });

  it('are refused where nobody said what the room holds, and without a reason', async () => {
    const batch = await full();
    const unknown = await register(batch, extra);
    expect((unknown.body as { code: string }).code).toBe('venue_seats_unknown');
    const silent = await register(batch, { seat: 'extra' });
    expect([silent.status, (silent.body as { errors: unknown[] }).errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'seatReason', code: 'required' })],
    ]);
    expect(await seats(batch)).toEqual([1, 1]);
  });

  it('change nothing while there is a seat anyway', async () => {
    const batch = await aBatch(app.database, { capacity: 5, venueSeats: 9 });
    await register(batch, extra);
    expect(await seats(batch)).toEqual([1, 5]);
  });

  it('go to whom they were decided for, not to whoever waits longest', async () => {
    const batch = await full({ venueSeats: 5 });
    number += 1;
    const waiting = await aRegistration(app, batch, number);
    expect((await register(batch, extra)).body).toMatchObject({ status: 'confirmed' });
    const { status } = await app.database.reader.findOneByOrFail(Registration, { id: waiting.id });
    expect(status).toBe('waitlisted');
  });

  it('widen a full quota, too', async () => {
    const batch = await full({ capacity: 5, venueSeats: 5, quotas: [{ regencyCode: '63.71', capacity: 1 }] });
    expect((await register(batch, { seat: 'now' })).body).toMatchObject({ code: 'quota_full' });
    expect((await register(batch, extra)).body).toMatchObject({ status: 'confirmed' });
    const [quota] = await app.database.reader.findBy(Quota, { batchId: batch.id });
    expect([await seats(batch), quota?.taken, quota?.capacity]).toEqual([[2, 5], 2, 2]);
  });

  it('are never more than the room has, however many decide at once', async () => {
    const batch = await full({ venueSeats: 4 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => register(batch, extra)));
    const codes = answers.map(({ status }) => status).sort();
    expect(codes).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    expect(await seats(batch)).toEqual([4, 4]);
  });

  it('are given to somebody who waits by the decision about her', async () => {
    const batch = await full({ venueSeats: 2 });
    number += 1;
    const { id } = await aRegistration(app, batch, number);
    const admit = (body: object) =>
      app.http().post(`/api/v1/registrations/${id}/admission`).set(staff.authorization).send(body);
    expect((await admit({ decision: 'confirm' })).body).toMatchObject({ code: 'batch_full' });
    expect((await admit({ decision: 'confirm', extraSeat: 'Hadir' })).body).toMatchObject({ status: 'confirmed' });
    expect(await seats(batch)).toEqual([2, 2]);
    expect((await admit({ decision: 'confirm', extraSeat: 'Hadir' })).status).toBe(200);
    expect(await seats(batch)).toEqual([2, 2]);
  });

  it('are a room’s, which is never smaller than the batch', async () => {
    const batch = await aBatch(app.database, { capacity: 30 });
    const change = (body: object) =>
      app.http().patch(`/api/v1/batches/${batch.id}`).set(staff.authorization).send(body);
    expect((await change({ venueSeats: 29 })).body).toMatchObject({
      errors: [expect.objectContaining({ field: 'venueSeats', code: 'venue_below_capacity' })],
    });
    expect((await change({ venueSeats: 40 })).body).toMatchObject({ venueSeats: 40 });
    expect((await change({ capacity: 50, venueSeats: 60 })).body).toMatchObject({ capacity: 50, venueSeats: 60 });
    expect((await change({ venueSeats: null })).body).toMatchObject({ venueSeats: null });
  });

  it('at the door, a program’s own fields wait, and how consent was given is kept', async () => {
    const batch = await full({ capacity: 9 });
    const { id } = (await register(batch, { consentManner: 'oral' })).body as { id: string };
    const consent = await app.database.reader.findOneByOrFail(Consent, { registrationId: id });
    expect(consent).toMatchObject({ channel: 'walk_in', manner: 'oral', assistedBy: staff.userId });
  });
});
