import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BatchLife } from '../../src/programs/batch-life.js';
import type { BatchChangeBody } from '../../src/programs/batch.dto.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { ChangeBatch } from '../../src/programs/change-batch.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('a batch', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  const batchOf = (given = {}) => aBatch(app.database, { officeId: staff.officeId, ...given });
  const stored = (id: string) => app.database.reader.findOneByOrFail(Batch, { id });
  const change = (id: string, body: BatchChangeBody) =>
    app.database.transaction((tx) => app.app.get(ChangeBatch).apply(tx, staff.actor, id, body));

  it('is published once it has a timetable, and only once', async () => {
    const life = app.app.get(BatchLife);
    const batch = await batchOf({ status: 'draft', publishedAt: null });
    await expect(life.publish(staff.actor, batch.id)).rejects.toMatchObject({
      errors: [{ field: 'sessions', code: 'no_session' }],
    });
    await aSession(app.database, batch);
    await life.publish(staff.actor, batch.id);
    expect(await stored(batch.id)).toMatchObject({ status: 'published', publishedAt: app.clock.now() });
    await expect(life.publish(staff.actor, batch.id)).rejects.toMatchObject({ code: 'batch_already_published' });
    await life.complete(staff.actor, batch.id);
    await expect(life.complete(staff.actor, batch.id)).rejects.toMatchObject({ code: 'batch_already_completed' });
  });

  it('is not published or changed by an attendant', async () => {
    const attendant = await aStaffMember(app.database, { role: 'attendant' });
    const batch = await batchOf({ status: 'draft' });
    expect(() => app.app.get(BatchLife).publish(attendant.actor, batch.id)).toThrow('role_not_allowed');
    expect((await stored(batch.id)).status).toBe('draft');
  });

  it('never has fewer seats than are taken', async () => {
    const batch = await batchOf({ capacity: 5, taken: 3 });
    await expect(change(batch.id, { capacity: 2 })).rejects.toMatchObject({
      code: 'capacity_below_taken',
      params: { taken: 3 },
    });
    expect((await change(batch.id, { capacity: 3 })).batch.capacity).toBe(3);
  });

  it('keeps the seats of a quota that stays, and refuses to cut into them', async () => {
    const batch = await batchOf({ capacity: 5, quotas: [{ gender: 'female', capacity: 3 }] });
    await app.database.transaction((tx) => tx.update(Quota, { batchId: batch.id }, { taken: 2 }));
    const female = (capacity: number) => ({ quotas: [{ criterion: { gender: 'female' as const }, capacity }] });
    await expect(change(batch.id, female(1))).rejects.toMatchObject({ code: 'capacity_below_taken' });
    await change(batch.id, female(4));
    expect(await app.database.reader.findBy(Quota, { batchId: batch.id })).toMatchObject([{ capacity: 4, taken: 2 }]);
  });

  it('has no quota above its seats, not even after losing some', async () => {
    const batch = await batchOf({ capacity: 5, quotas: [{ gender: 'female', capacity: 4 }] });
    await expect(change(batch.id, { capacity: 3 })).rejects.toMatchObject({
      errors: [{ code: 'quota_above_capacity' }],
    });
  });

  it('closes registration before its last session ends, once published', async () => {
    const batch = await batchOf();
    await aSession(app.database, batch, {
      startsAt: new Date('2026-11-03T00:00:00Z'),
      endsAt: new Date('2026-11-03T03:00:00Z'),
    });
    const late = { registrationClosesAt: new Date('2026-11-04T00:00:00Z') };
    await expect(change(batch.id, late)).rejects.toMatchObject({
      errors: [{ field: 'registrationClosesAt', code: 'window_after_sessions' }],
    });
  });

  it('moves to no venue whose room is taken at that time', async () => {
    const there = await batchOf({ venueName: 'Gedung Serbaguna' });
    const time = { startsAt: new Date('2026-11-10T00:00:00Z'), endsAt: new Date('2026-11-10T03:00:00Z') };
    await aSession(app.database, there, time);
    const moving = await batchOf({ venueName: 'Aula Lama' });
    await aSession(app.database, moving, time);
    const venue = { name: 'Gedung Serbaguna', address: 'Jl. Contoh 9, Banjarbaru', regencyCode: '63.72' };
    await expect(change(moving.id, { venue })).rejects.toMatchObject({ code: 'room_busy' });
    const elsewhere = await change(moving.id, { venue: { ...venue, name: 'Gedung Lain' } });
    expect(elsewhere.batch.revision).toBe(1);
    expect(elsewhere.changes).toMatchObject([{ what: 'venue', after: 'Gedung Lain, Jl. Contoh 9, Banjarbaru' }]);
  });
});
