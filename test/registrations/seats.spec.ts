import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { Seats } from '../../src/registrations/seats.js';
import { aBatch } from '../factories/batch.js';
import { aRegistration, aRegistrationBody, register, tokenOf, type Registered } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('seats', () => {
  let app: TestApp;
  let staff: StaffMember;
  let base: string;
  let next = 0;
  const fresh = (): number => (next += 1);

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
    await app.app.listen(0, '127.0.0.1');
    base = await app.app.getUrl();
  });
  afterAll(() => app.close());

  interface Answer {
    readonly status: number;
    readonly body: Registered & { readonly code: string };
  }

  /** Over sockets of a server that listens, so that a hundred at once are really at once. */
  async function post(path: string, payload: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  const apply = (batch: Pick<Batch, 'id'>, number: number, given = {}, headers = {}): Promise<Answer> =>
    post(`/public/batches/${batch.id}/registrations`, aRegistrationBody(number, given), headers);
  const withdraw = (registered: Registered): Promise<Answer> =>
    post(`/public/registrations/${tokenOf(registered)}/cancellation`);
  const cancel = (id: string): Promise<Answer> => post(`/registrations/${id}/cancellation`, {}, staff.authorization);
  const admit = (id: string, decision: string): Promise<Answer> =>
    post(`/registrations/${id}/admission`, { decision }, staff.authorization);

  const rowsOf = (batch: Pick<Batch, 'id'>): Promise<Registration[]> =>
    app.database.reader.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });

  async function statuses(batch: Pick<Batch, 'id'>): Promise<string[]> {
    return (await rowsOf(batch)).map(({ status }) => status);
  }

  /** Every counter equals what it counts, and nothing is above its capacity. */
  async function requireSound(batch: Pick<Batch, 'id'>): Promise<void> {
    const { reader } = app.database;
    const { taken, capacity, lastSequence } = await reader.findOneByOrFail(Batch, { id: batch.id });
    const rows = await rowsOf(batch);
    const seated = rows.filter(({ status }) => status === 'confirmed');
    expect(taken).toBe(seated.length);
    expect(taken).toBeLessThanOrEqual(capacity);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(lastSequence).toBe(rows.length);
    for (const quota of await reader.findBy(Quota, { batchId: batch.id })) {
      const counted = seated.filter(
        (row) =>
          (quota.gender === null || quota.gender === row.gender) &&
          (quota.regencyCode === null || quota.regencyCode === row.regencyCode) &&
          (quota.enterpriseKind === null || (quota.enterpriseKind === 'umkm') === (row.role === 'owner')),
      );
      expect(quota.taken).toBe(counted.length);
      expect(quota.taken).toBeLessThanOrEqual(quota.capacity);
    }
  }

  const cooperative = { role: 'member', enterprise: { kind: 'cooperative', name: 'Koperasi Maju' } };

  describe('the seat rule', () => {
    it('gives the last seat to one of two, thirty times', async () => {
      for (let round = 0; round < 30; round += 1) {
        const batch = await aBatch(app.database, { capacity: 1 });
        const answers = await Promise.all([apply(batch, fresh()), apply(batch, fresh())]);
        expect(answers.map(({ body }) => body.status).sort()).toEqual(['confirmed', 'waitlisted']);
        expect(answers.find(({ body }) => body.status === 'waitlisted')?.body.position).toBe(1);
        await requireSound(batch);
      }
    });

    it('lets a hundred run for ten seats under four overlapping quotas', async () => {
      const quotas = [
        { regencyCode: '63.71', capacity: 4 },
        { enterpriseKind: 'cooperative', capacity: 3 },
        { gender: 'female', capacity: 6 },
        { regencyCode: '63.72', gender: 'male', capacity: 2 },
      ];
      const batch = await aBatch(app.database, { capacity: 10, quotas });
      const regencies = ['63.71', '63.72', '63.03', '63.06'];
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          apply(batch, fresh(), {
            participant: { regencyCode: regencies[index % 4], gender: index % 3 === 0 ? 'male' : 'female' },
            ...(index % 5 === 0 ? cooperative : {}),
          }),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      await requireSound(batch);
      // In order of registering, each gets a seat exactly when batch and all own quotas have one left.
      const rows = await rowsOf(batch);
      let free = 10;
      const left = quotas.map(({ capacity }) => capacity);
      for (const row of rows) {
        const own = quotas.flatMap((quota, index) => {
          const kind = row.role === 'member' ? 'cooperative' : 'umkm';
          const matches =
            (quota.regencyCode ?? row.regencyCode) === row.regencyCode &&
            (quota.gender ?? row.gender) === row.gender &&
            (quota.enterpriseKind ?? kind) === kind;
          return matches ? [index] : [];
        });
        const fits = free > 0 && own.every((index) => left[index]! > 0);
        expect([row.sequence, row.status]).toEqual([row.sequence, fits ? 'confirmed' : 'waitlisted']);
        if (!fits) continue;
        free -= 1;
        for (const index of own) left[index]! -= 1;
      }
      expect(rows.filter(({ status }) => status === 'confirmed')).toHaveLength(10 - free);
    });

    it('gives back what it took when a later quota is full', async () => {
      const quotas = [
        { gender: 'female', capacity: 5 },
        { regencyCode: '63.71', capacity: 0 },
      ];
      const batch = await aBatch(app.database, { quotas });
      expect((await apply(batch, fresh())).body.status).toBe('waitlisted');
      await requireSound(batch);
      expect((await apply(batch, fresh(), { participant: { regencyCode: '63.72' } })).body.status).toBe('confirmed');
      await requireSound(batch);
    });

    it('is held by CHECK constraints even against its own code', async () => {
      const batch = await aBatch(app.database, { capacity: 1, quotas: [{ gender: 'female', capacity: 1 }] });
      const above = app.database.transaction((tx) => tx.increment(Batch, { id: batch.id }, 'taken', 2));
      await expect(above).rejects.toMatchObject({ kind: 'check', constraint: 'ck_batches_seats' });
      const quotaAbove = app.database.transaction((tx) => tx.increment(Quota, { batchId: batch.id }, 'taken', 2));
      await expect(quotaAbove).rejects.toMatchObject({ kind: 'check', constraint: 'ck_quotas_seats' });
      const below = app.database.transaction((tx) => app.app.get(Seats).free(tx, batch.id, []));
      await expect(below).rejects.toMatchObject({ kind: 'check', constraint: 'ck_batches_seats' });
    });
  });

  describe('one person', () => {
    it('in twenty tabs has one registration', async () => {
      const batch = await aBatch(app.database);
      const number = fresh();
      const answers = await Promise.all(Array.from({ length: 20 }, () => apply(batch, number)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      const losers = answers.filter(({ status }) => status !== 201);
      expect(losers.map(({ body }) => body.code)).toContain('already_registered');
      expect(losers.filter(({ status }) => status !== 409 && status !== 429)).toEqual([]);
      await requireSound(batch);
    });

    it('in five batches at once is one participant', async () => {
      const batches = await Promise.all(
        Array.from({ length: 5 }, () => aBatch(app.database, { officeId: staff.officeId })),
      );
      const before = await app.database.reader.count(Participant);
      const number = fresh();
      const answers = await Promise.all(batches.map((batch) => apply(batch, number)));
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
      expect(await app.database.reader.count(Participant)).toBe(before + 1);
    });
  });

  describe('an idempotency key', () => {
    it('makes ten requests at once one registration with one answer', async () => {
      const batch = await aBatch(app.database);
      const number = fresh();
      const key = { 'idempotency-key': `form-${number}` };
      const answers = await Promise.all(Array.from({ length: 10 }, () => apply(batch, number, {}, key)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
      expect(answers[0]!.status).toBe(201);
      expect(await rowsOf(batch)).toHaveLength(1);
      app.clock.moveTo(batch.registrationClosesAt);
      expect(await apply(batch, number, {}, key)).toEqual(answers[0]);
      app.clock.moveTo(batch.registrationOpensAt);
    });

    it('of a wrong form registers nobody', async () => {
      const batch = await aBatch(app.database);
      const answer = await apply(batch, fresh(), {}, { 'idempotency-key': 'two words' });
      expect(answer.status).toBe(422);
      expect(await rowsOf(batch)).toEqual([]);
    });

    it('with two bodies at once registers one of them', async () => {
      const batch = await aBatch(app.database);
      const key = { 'idempotency-key': 'one-key' };
      const answers = await Promise.all([apply(batch, fresh(), {}, key), apply(batch, fresh(), {}, key)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
      expect(await rowsOf(batch)).toHaveLength(1);
    });
  });

  describe('the waiting list', () => {
    it('moves the first up in the moment in which a seat is given up', async () => {
      const batch = await aBatch(app.database, { capacity: 1 });
      const people: Registered[] = [];
      for (let index = 0; index < 3; index += 1) people.push(await aRegistration(app, batch, fresh()));
      expect((await withdraw(people[0]!)).body.status).toBe('cancelled');
      expect(await statuses(batch)).toEqual(['cancelled', 'confirmed', 'waitlisted']);
      const own = await app.http().get(`/api/v1/public/registrations/${tokenOf(people[2]!)}`);
      expect(own.body.position).toBe(1);
      const mails = await app.database.reader.findBy(EmailMessage, { subjectId: people[1]!.id });
      expect(mails.map(({ template }) => template).sort()).toEqual([
        'registration-promoted',
        'registration-waitlisted',
      ]);
    });

    it('confirms one person once when two give up at once', async () => {
      for (let round = 0; round < 10; round += 1) {
        const batch = await aBatch(app.database, { capacity: 2 });
        const people: Registered[] = [];
        for (let index = 0; index < 3; index += 1) people.push(await aRegistration(app, batch, fresh()));
        await Promise.all([withdraw(people[0]!), withdraw(people[1]!)]);
        expect(await statuses(batch)).toEqual(['cancelled', 'cancelled', 'confirmed']);
        const template = 'registration-promoted';
        expect(await app.database.reader.countBy(EmailMessage, { subjectId: people[2]!.id, template })).toBe(1);
        await requireSound(batch);
      }
    });

    it('lets no newcomer overtake', async () => {
      const batch = await aBatch(app.database, { capacity: 3 });
      const people: Registered[] = [];
      for (let index = 0; index < 8; index += 1) people.push(await aRegistration(app, batch, fresh()));
      await Promise.all([
        ...people.slice(0, 3).map(withdraw),
        ...Array.from({ length: 3 }, () => apply(batch, fresh())),
      ]);
      const rows = await rowsOf(batch);
      expect(rows.slice(3, 8).map(({ status }) => status)).toEqual([
        'confirmed',
        'confirmed',
        'confirmed',
        'waitlisted',
        'waitlisted',
      ]);
      expect(rows.slice(8).map(({ status }) => status)).toEqual(['waitlisted', 'waitlisted', 'waitlisted']);
      await requireSound(batch);
    });

    it('passes over who meets a full quota, who keeps the place', async () => {
      const quotas = [{ gender: 'male', capacity: 1 }];
      const batch = await aBatch(app.database, { capacity: 2, quotas });
      const man = { participant: { gender: 'male' } };
      const first = await aRegistration(app, batch, fresh());
      const seatedMan = await aRegistration(app, batch, fresh(), man);
      await aRegistration(app, batch, fresh(), man);
      await aRegistration(app, batch, fresh());
      await withdraw(first);
      expect(await statuses(batch)).toEqual(['cancelled', 'confirmed', 'waitlisted', 'confirmed']);
      await withdraw(seatedMan);
      expect(await statuses(batch)).toEqual(['cancelled', 'cancelled', 'confirmed', 'confirmed']);
      await requireSound(batch);
    });

    it('moves up when the capacity rises', async () => {
      const batch = await aBatch(app.database, { capacity: 1 });
      for (let index = 0; index < 4; index += 1) await aRegistration(app, batch, fresh());
      const change = app.http().patch(`/api/v1/batches/${batch.id}`).set(staff.authorization).send({ capacity: 3 });
      expect((await change).body).toMatchObject({ capacity: 3, taken: 3 });
      expect(await statuses(batch)).toEqual(['confirmed', 'confirmed', 'confirmed', 'waitlisted']);
    });

    it('stays as it is in a batch in which the organiser chooses', async () => {
      const batch = await aBatch(app.database, { capacity: 1, admission: 'selection' });
      const [first, second] = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
      await admit(first.id, 'confirm');
      await admit(second.id, 'waitlist');
      await withdraw(first);
      expect(await statuses(batch)).toEqual(['cancelled', 'waitlisted']);
    });
  });

  describe('two who decide at once', () => {
    const moves = {
      confirm: (one: Registered) => admit(one.id, 'confirm'),
      reject: (one: Registered) => admit(one.id, 'reject'),
      waitlist: (one: Registered) => admit(one.id, 'waitlist'),
      cancel: (one: Registered) => cancel(one.id),
      withdraw,
    };
    const names = Object.keys(moves) as (keyof typeof moves)[];
    const preparations = [null, 'confirm', 'waitlist', 'reject', 'cancel'] as const;

    it.each(preparations)('after %s, leave a state that some order explains', async (prepared) => {
      for (const one of names) {
        for (const other of names) {
          const batch = await aBatch(app.database, { capacity: 1, admission: 'selection' });
          const registered = await aRegistration(app, batch, fresh());
          if (prepared !== null) await moves[prepared](registered);
          const before = await app.database.reader.findOneByOrFail(Registration, { id: registered.id });
          const answers = await Promise.all([moves[one](registered), moves[other](registered)]);
          expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
          const after = await app.database.reader.findOneByOrFail(Registration, { id: registered.id });
          const audited = await app.database.reader.countBy(AuditEntry, { subjectId: registered.id });
          expect(audited).toBe(after.revision + 1);
          expect(after.revision - before.revision).toBeLessThanOrEqual(2);
          expect(answers.some(({ status }) => status === 200) || after.status === before.status).toBe(true);
          await requireSound(batch);
        }
      }
    });

    it('confirm one of two for the last seat', async () => {
      const batch = await aBatch(app.database, { capacity: 1, admission: 'selection' });
      const people = [await aRegistration(app, batch, fresh()), await aRegistration(app, batch, fresh())];
      const answers = await Promise.all(people.map(({ id }) => admit(id, 'confirm')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('batch_full');
      await requireSound(batch);
    });

    it('count a seat once that is given up twice', async () => {
      const batch = await aBatch(app.database, { capacity: 2 });
      const one = await aRegistration(app, batch, fresh());
      await aRegistration(app, batch, fresh());
      const answers = await Promise.all([withdraw(one), cancel(one.id), withdraw(one)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      await requireSound(batch);
      expect((await register(app, batch, aRegistrationBody(fresh()))).body.status).toBe('confirmed');
    });
  });
});
