import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { ErasePerson } from '../../src/privacy/erase-person.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Enrol } from '../../src/registrations/enrol.js';
import type { Enrolment } from '../../src/registrations/enrolment.js';
import { EnrolMany } from '../../src/registrations/enrol-many.js';
import { PrepareEnrolment } from '../../src/registrations/prepare-enrolment.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { Seats } from '../../src/registrations/seats.js';
import { aBatch } from '../factories/batch.js';
import { registrationOf } from '../factories/invented-person.mjs';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { Overlap } from '../support/overlap.js';
import { startApp, type TestApp } from '../support/test-app.js';

const nibOf = (number: number) => `91200000${number}`.padEnd(13, '0');
const ofHers = (number: number) => {
  const said = registrationOf(number);
  return { ...said, enterprise: { ...(said.enterprise as object), nib: nibOf(number) } };
};

type Way = 'one by one' | 'with many';

describe('somebody who is erased while she is registered', () => {
  let app: TestApp;
  let admin: StaffMember;
  let next: Batch;
  let person: Participant;
  let overlap: Overlap;
  let number = 600;

  beforeAll(async () => {
    app = await startApp();
    overlap = new Overlap(app.database);
    admin = await aStaffMember(app.database, { role: 'administrator' });
  });

  afterAll(() => app.close());

  /** She was registered for something before, and is not any more. */
  beforeEach(async () => {
    number += 1;
    const { officeId, authorization } = admin;
    const former = await aBatch(app.database, { officeId });
    next = await aBatch(app.database, { officeId });
    const registrations = `/api/v1/public/batches/${former.id}/registrations`;
    await app.http().post(registrations).send(ofHers(number)).expect(201);
    const { id, participantId } = await registrationIn(former);
    await app.http().post(`/api/v1/registrations/${id}/cancellation`).set(authorization).send({}).expect(200);
    person = await app.database.reader.findOneByOrFail(Participant, { id: participantId });
  });

  const registrationIn = ({ id }: Batch) => app.database.reader.findOneByOrFail(Registration, { batchId: id });
  const bearer = async () =>
    app.database.reader.findOneByOrFail(Participant, { id: (await registrationIn(next)).participantId });

  const erase = (tx: EntityManager) =>
    app.app.get(ErasePerson).run(tx, person, { actor: 'system', cause: 'retention' });
  const erased = () =>
    app.database.transaction(erase).then(
      () => 'erased',
      (error: unknown) => (error as Error).message,
    );

  const prepared = () => {
    const entrance = { from: { address: '192.0.2.1' }, locale: 'id' } as const;
    return app.app.get(PrepareEnrolment).run(next.id, ofHers(number), entrance);
  };
  const enrolled = (way: Way, enrolment: Enrolment) =>
    app.database.transaction<unknown>((tx) =>
      way === 'one by one'
        ? app.app.get(Enrol).run(tx, { groupId: null, members: [enrolment] })
        : app.app.get(EnrolMany).run(tx, [enrolment], false),
    );

  it.each<Way>(['one by one', 'with many'])('stays who she is when the registration was first, %s', async (way) => {
    const enrolment = await prepared();
    const end = await overlap.held((tx) => app.app.get(Seats).lock(tx, next.id));
    const registration = enrolled(way, enrolment);
    await overlap.overOrWaiting(registration, 1);
    const erasure = erased();
    await overlap.overOrWaiting(erasure, 2);
    await Promise.all([end(), registration]);
    expect(await erasure).toBe('erasure_while_registered');
    expect(await bearer()).toEqual(person);
  });

  it.each<Way>(['one by one', 'with many'])('gets a row of her own when the erasure was first, %s', async (way) => {
    const enrolment = await prepared();
    const end = await overlap.held(erase);
    const registration = enrolled(way, enrolment);
    await overlap.overOrWaiting(registration, 1);
    await Promise.all([end(), registration]);
    const { id, name, nikHash } = await bearer();
    expect([name, nikHash]).toEqual([person.name, person.nikHash]);
    expect(id).not.toBe(person.id);
  });

  /** Somebody else, who stands for her enterprise. */
  const colleague = () => {
    const entrance = { from: { address: '192.0.2.1' }, locale: 'id' } as const;
    const { enterprise } = ofHers(number);
    return app.app.get(PrepareEnrolment).run(next.id, { ...ofHers(number + 5_000), enterprise }, entrance);
  };
  const enterpriseOf = async (batch: Batch) =>
    app.database.reader.findOneByOrFail(Enterprise, { id: (await registrationIn(batch)).enterpriseId ?? '' });

  it.each<Way>(['one by one', 'with many'])(
    'leaves her enterprise to whoever stood for it at that moment, %s',
    async (way) => {
      const enrolment = await colleague();
      const end = await overlap.heldTrail();
      const registration = enrolled(way, enrolment);
      await overlap.overOrWaiting(registration, 1);
      const erasure = erased();
      await overlap.overOrWaiting(erasure, 2);
      await Promise.all([end(), registration]);
      expect(await erasure).toBe('erased');
      expect(await enterpriseOf(next)).toMatchObject({ name: `Kue Lam ${number}`, nib: nibOf(number) });
    },
  );

  it.each<Way>(['one by one', 'with many'])(
    'leaves no emptied enterprise to whoever comes for it after the erasure, %s',
    async (way) => {
      const enrolment = await colleague();
      const end = await overlap.held(erase);
      const registration = enrolled(way, enrolment);
      await overlap.overOrWaiting(registration, 1);
      await Promise.all([end(), registration]);
      expect(await enterpriseOf(next)).toMatchObject({ name: `Kue Lam ${number}`, nib: nibOf(number) });
    },
  );

  it('is erased once, however many ask for it', async () => {
    expect((await Promise.all([erased(), erased()])).sort()).toEqual(['erased', 'participant_erased']);
  });
});
