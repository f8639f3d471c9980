import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '../../src/kernel/problems.js';
import { BatchQueries } from '../../src/programs/batch.queries.js';
import { ChangeTimetable } from '../../src/programs/change-timetable.js';
import { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aTrainer } from '../factories/program.js';
import { aStaffMember, anOffice, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

/** On 20 October 2026, UTC. */
const at = (hour: number) => new Date(Date.UTC(2026, 9, 20, hour));
const rounds = 20;

describe('the timetable', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  let venues = 0;
  const batchElsewhere = (given = {}) => {
    venues += 1;
    return aBatch(app.database, { officeId: staff.officeId, venueName: `Aula ${venues}`, ...given });
  };
  const block = (from: number, to: number, given = {}) => ({
    title: 'Desain kemasan',
    startsAt: at(from),
    endsAt: at(to),
    lessonHours: 4,
    ...given,
  });
  const add = (batchId: string, body: ReturnType<typeof block>) =>
    app.database.transaction((tx) => app.app.get(ChangeTimetable).add(tx, staff.actor, batchId, body));
  const change = (id: string, body: object) =>
    app.database.transaction((tx) => app.app.get(ChangeTimetable).change(tx, staff.actor, id, body));
  const remove = (id: string) =>
    app.database.transaction((tx) => app.app.get(ChangeTimetable).remove(tx, staff.actor, id));

  it('keeps one room for one session, and lets the next begin when it ends', async () => {
    const batch = await batchElsewhere();
    const first = await add(batch.id, block(1, 3));
    await expect(add(batch.id, block(2, 4))).rejects.toMatchObject({
      code: 'room_busy',
      params: { sessionId: first.sessionId, sessionTitle: 'Desain kemasan' },
    });
    await add(batch.id, block(3, 4));
    await add(batch.id, block(2, 4, { room: 'Ruang B' }));
    expect(await app.database.reader.countBy(Session, { batchId: batch.id })).toBe(3);
  });

  it('knows a room of the same venue in another batch, but not its namesake in another regency', async () => {
    const venue = { venueName: 'Aula Kecamatan', venueRegencyCode: '63.72' };
    await add((await batchElsewhere(venue)).id, block(1, 3));
    await expect(add((await batchElsewhere(venue)).id, block(2, 4))).rejects.toMatchObject({ code: 'room_busy' });
    const namesake = await batchElsewhere({ ...venue, venueRegencyCode: '63.71' });
    expect((await add(namesake.id, block(2, 4))).sessionId).toEqual(expect.any(String));
  });

  it('asks after every trainer of a session', async () => {
    const free = await aTrainer(app.database, { officeId: staff.officeId });
    const busy = await aTrainer(app.database, { officeId: staff.officeId });
    const first = await add((await batchElsewhere()).id, block(1, 3, { trainerIds: [busy.id] }));
    const second = await batchElsewhere();
    await expect(add(second.id, block(2, 4, { trainerIds: [free.id, busy.id] }))).rejects.toMatchObject({
      code: 'trainer_busy',
      params: { sessionId: first.sessionId, sessionStartsAt: at(1).toISOString() },
    });
    await add(second.id, block(3, 5, { trainerIds: [free.id, busy.id] }));
    expect(await app.database.reader.countBy(Session, { batchId: second.id })).toBe(1);
  });

  it('forgets the sessions of cancelled batches', async () => {
    const trainer = await aTrainer(app.database, { officeId: staff.officeId });
    const cancelled = await batchElsewhere({ status: 'cancelled' });
    await aSession(app.database, cancelled, { startsAt: at(1), endsAt: at(3), trainerIds: [trainer.id] });
    const { sessionId } = await add((await batchElsewhere()).id, block(1, 3, { trainerIds: [trainer.id] }));
    expect(sessionId).toEqual(expect.any(String));
  });

  it('refuses to move a session into another, and moves it within its own time', async () => {
    const batch = await batchElsewhere();
    await add(batch.id, block(1, 3));
    const second = await add(batch.id, block(4, 6));
    await expect(change(second.sessionId, { startsAt: at(2) })).rejects.toMatchObject({ code: 'room_busy' });
    const moved = await change(second.sessionId, { startsAt: at(5) });
    expect(moved.batch.revision).toBe(3);
    expect(moved.changes).toEqual([
      {
        what: 'session',
        before: { title: 'Desain kemasan', startsAt: at(4).toISOString(), endsAt: at(6).toISOString(), room: null },
        after: { title: 'Desain kemasan', startsAt: at(5).toISOString(), endsAt: at(6).toISOString(), room: null },
      },
    ]);
  });

  it('gives one trainer to one of two organisers who ask at once', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const trainer = await aTrainer(app.database, { officeId: staff.officeId });
      const [one, two] = [await batchElsewhere(), await batchElsewhere()];
      const outcomes = await Promise.allSettled([
        add(one.id, block(1, 3, { trainerIds: [trainer.id] })),
        add(two.id, block(2, 4, { trainerIds: [trainer.id] })),
      ]);
      const refused = outcomes
        .filter((outcome) => outcome.status === 'rejected')
        .map(({ reason }) => reason as Refusal);
      expect(refused.map(({ code }) => code)).toEqual(['trainer_busy']);
    }
  });

  it('keeps the last session of a published batch, and lets a draft lose it', async () => {
    const published = await add((await batchElsewhere()).id, block(1, 3));
    await expect(remove(published.sessionId)).rejects.toMatchObject({ code: 'last_session' });
    const draft = await add((await batchElsewhere({ status: 'draft' })).id, block(1, 3));
    await remove(draft.sessionId);
    expect(await app.database.reader.existsBy(Session, { id: draft.sessionId })).toBe(false);
  });

  it('stands still once a batch is over, and belongs to its office alone', async () => {
    const [completed, cancelled] = [
      await batchElsewhere({ status: 'completed' }),
      await batchElsewhere({ status: 'cancelled' }),
    ];
    await expect(add(completed.id, block(1, 3))).rejects.toMatchObject({ code: 'batch_already_completed' });
    await expect(add(cancelled.id, block(1, 3))).rejects.toMatchObject({ code: 'batch_already_cancelled' });
    const foreign = await aBatch(app.database, { officeId: await anOffice(app.database) });
    const session = await aSession(app.database, foreign);
    await expect(add(foreign.id, block(1, 3))).rejects.toMatchObject({ code: 'batch_not_found' });
    await expect(change(session.id, { title: 'X' })).rejects.toMatchObject({ code: 'session_not_found' });
    await expect(app.app.get(BatchQueries).session(staff.actor, session.id)).rejects.toMatchObject({
      code: 'session_not_found',
    });
  });
});
