import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { addQuota } from '../../src/programs/quota-rows.js';
import { Enrol } from '../../src/registrations/enrol.js';
import { EnrolMany } from '../../src/registrations/enrol-many.js';
import type { Enrolment, Members } from '../../src/registrations/enrolment.js';
import { PrepareEnrolment } from '../../src/registrations/prepare-enrolment.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, type GivenBatch } from '../factories/batch.js';
import { aRegistrationBody } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('a batch that changes between the reading of a form and its registration', () => {
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const women = { criterion: { gender: 'female' } };

  /** Read for somebody new, who is a woman from Banjarmasin. */
  function read({ id }: Batch): Promise<Enrolment> {
    number += 1;
    const entrance = { from: { address: '192.0.2.1' }, locale: 'id' } as const;
    return app.app.get(PrepareEnrolment).run(id, aRegistrationBody(number), entrance);
  }

  /** Of one who comes alone or of a group. */
  async function statuses(members: Members): Promise<string[]> {
    const groupId = members.length > 1 ? newId() : null;
    const enrol = app.app.get(Enrol);
    const made = await app.database.transaction<Registration[]>((tx) => enrol.run(tx, { groupId, members }));
    return made.map(({ status }) => status);
  }

  async function statusesOfMany(enrolments: readonly Enrolment[]): Promise<(string | undefined)[]> {
    const enrolMany = app.app.get(EnrolMany);
    const made = await app.database.transaction((tx) => enrolMany.run(tx, enrolments, false));
    return made.map((newcomer) => newcomer?.registration.status);
  }

  const change = ({ id }: Batch, columns: Partial<Pick<Batch, 'admission' | 'capacity' | 'status'>>) =>
    app.database.transaction((tx) => updateRows(tx, Batch, { id }, columns));

  const quota = ({ id: batchId }: Batch, capacity: number) =>
    app.database.transaction((tx) => addQuota(tx, batchId, { ...women, capacity }));

  const dropQuotas = ({ id: batchId }: Batch) => app.database.transaction((tx) => tx.delete(Quota, { batchId }));

  /** Of the batch, then of its quotas from the smallest. */
  async function taken({ id }: Batch): Promise<number[]> {
    const batch = await app.database.reader.findOneByOrFail(Batch, { id });
    const quotas = await app.database.reader.find(Quota, { where: { batchId: id }, order: { capacity: 'ASC' } });
    return [batch.taken, ...quotas.map((one) => one.taken)];
  }

  interface Change {
    readonly what: string;
    readonly given: GivenBatch;
    readonly change: (batch: Batch) => Promise<unknown>;
    readonly status: string;
    readonly taken: number[];
  }

  const anybody = { capacity: 9 };
  const changes: Change[] = [
    {
      what: 'chooses its participants now',
      given: { quotas: [anybody] },
      change: (batch) => change(batch, { admission: 'selection' }),
      status: 'submitted',
      taken: [0, 0],
    },
    {
      what: 'gives its seats to whoever comes now',
      given: { admission: 'selection', quotas: [anybody] },
      change: (batch) => change(batch, { admission: 'automatic' }),
      status: 'confirmed',
      taken: [1, 1],
    },
    {
      what: 'has a quota more, in which there are seats',
      given: { quotas: [anybody] },
      change: (batch) => quota(batch, 5),
      status: 'confirmed',
      taken: [1, 1, 1],
    },
    {
      what: 'has a quota more, which is full',
      given: { quotas: [anybody] },
      change: (batch) => quota(batch, 0),
      status: 'waitlisted',
      taken: [0, 0, 0],
    },
    {
      what: 'has no quota any more',
      given: { quotas: [{ gender: 'female', capacity: 0 }] },
      change: dropQuotas,
      status: 'confirmed',
      taken: [1],
    },
    {
      what: 'has seats again',
      given: { capacity: 0 },
      change: (batch) => change(batch, { capacity: 1 }),
      status: 'confirmed',
      taken: [1],
    },
    {
      what: 'has no seat any more',
      given: { quotas: [anybody] },
      change: (batch) => change(batch, { capacity: 0 }),
      status: 'waitlisted',
      taken: [0, 0],
    },
  ];

  it.each(changes)('$what: $status, alone and among many', async ({ given, status, ...expected }) => {
    const batch = await aBatch(app.database, given);
    const enrolment = await read(batch);
    await expected.change(batch);
    expect(await statuses([enrolment])).toEqual([status]);
    expect(await taken(batch)).toEqual(expected.taken);

    const other = await aBatch(app.database, given);
    const many = [await read(other)];
    await expected.change(other);
    expect(await statusesOfMany(many)).toEqual([status]);
    expect(await taken(other)).toEqual(expected.taken);
  });

  it('takes no seat for a group that has to wait as a whole', async () => {
    const batch = await aBatch(app.database, { quotas: [anybody] });
    const members = [await read(batch), await read(batch), await read(batch)] as const;
    await quota(batch, 2);
    expect(await statuses(members)).toEqual(['waitlisted', 'waitlisted', 'waitlisted']);
    expect(await taken(batch)).toEqual([0, 0, 0]);
  });

  it('takes no seat where it was closed', async () => {
    const batch = await aBatch(app.database, { quotas: [anybody] });
    const members = [await read(batch), await read(batch)] as const;
    await change(batch, { status: 'cancelled' });
    await expect(statuses(members)).rejects.toThrow('batch_cancelled');
    await expect(statusesOfMany(members)).rejects.toThrow('batch_cancelled');
    expect(await taken(batch)).toEqual([0, 0]);
  });
});
