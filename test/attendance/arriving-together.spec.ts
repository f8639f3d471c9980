import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { CheckIn } from '../../src/attendance/check-in.js';
import { TakeAttendance } from '../../src/attendance/take-attendance.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { Busy } from '../../src/kernel/problems.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { Overlap } from '../support/overlap.js';
import { statementsOf } from '../support/statements.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('those who come to a session together', () => {
  let app: TestApp;
  let attendant: StaffMember;
  let batch: Batch;
  let session: Session;

  beforeAll(async () => {
    app = await startApp();
    attendant = await aStaffMember(app.database, { role: 'attendant', name: 'Noor Hidayah' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    batch = await aBatch(app.database, { officeId: attendant.officeId });
    session = await aSession(app.database, batch);
    app.clock.moveTo(session.startsAt);
  });

  const several = async (count: number) => {
    const all: Registration[] = [];
    while (all.length < count) all.push(await aRegistrationRow(app.database, batch, { name: `Siti ${all.length}` }));
    return all;
  };
  const ticketOf = ({ id, tokenVersion }: Registration) => app.app.get(Keyring).token('ticket', id, tokenVersion);
  const scan = (
    one: Registration,
    { by = attendant, key = undefined as string | undefined, at = undefined as Date | undefined } = {},
  ) =>
    app.app.get(CheckIn).run(by.actor, session.id, { ticket: ticketOf(one), ...(at === undefined ? {} : { at }) }, key);
  const codeOf = (refused: Promise<unknown>) =>
    refused.then(
      () => null,
      (error: unknown) => (error as { code?: string }).code,
    );
  const attendances = () => app.database.reader.findBy(Attendance, { sessionId: session.id });

  it('are each answered for themselves, and leave a mark and a trace each', async () => {
    const all = await several(30);
    const answers = await Promise.all(all.map((one) => scan(one)));
    expect(answers.map(({ participant }) => participant.code)).toEqual(all.map(({ code }) => code));
    expect(answers.every(({ alreadyCheckedIn, status }) => !alreadyCheckedIn && status === 'present')).toBe(true);
    expect(new Set(answers.map(({ recordedBy }) => recordedBy))).toEqual(new Set(['Noor Hidayah']));
    const marks = await attendances();
    expect(marks.map(({ registrationId }) => registrationId).sort()).toEqual(all.map(({ id }) => id).sort());
    for (const { id, registrationId } of marks) {
      const traces = await app.database.reader.findBy(AuditEntry, { subjectType: 'attendance', subjectId: id });
      expect(traces.map(({ action, actorId }) => [action, actorId])).toEqual([
        ['attendance.recorded', attendant.userId],
      ]);
      expect(traces[0]?.after).toMatchObject({ sessionId: session.id, registrationId });
    }
  });

  it('cost few statements', async () => {
    const all = await several(20);
    expect(await statementsOf(app, () => Promise.all(all.map((one) => scan(one))))).toBeLessThan(all.length);
  });

  it('keep nobody out who comes with people that can not be let in', async () => {
    const [came, twice, absent, late] = (await several(4)) as [Registration, Registration, Registration, Registration];
    const other = await aBatch(app.database, { officeId: attendant.officeId });
    const elsewhere = await aRegistrationRow(app.database, other);
    const withdrawn = await aRegistrationRow(app.database, batch, { status: 'cancelled' });
    const replaced = Object.assign(new Registration(), came, { tokenVersion: 7 });
    await app.database.transaction((tx) =>
      app.app.get(TakeAttendance).recordFirst(tx, attendant, {
        ...{ sessionId: session.id, registrationId: absent.id, status: 'absent', method: 'manual' },
        ...{ checkedInAt: null, note: 'menelepon' },
      }),
    );
    const dayEarlier = new Date(session.startsAt.getTime() - 25 * 3_600_000);
    const answers = await Promise.all([
      scan(came),
      Promise.all([scan(twice), scan(twice)]),
      scan(absent),
      ...[elsewhere, withdrawn, replaced].map((one) => codeOf(scan(one))),
      codeOf(scan(late, { at: dayEarlier })),
    ]);
    expect(answers).toMatchObject([
      { status: 'present', alreadyCheckedIn: false },
      [{ alreadyCheckedIn: false }, { alreadyCheckedIn: true }],
      { status: 'present', alreadyCheckedIn: false, note: 'menelepon' },
      ...['wrong_batch', 'not_confirmed', 'ticket_unknown', 'invalid_input'],
    ]);
    const here = (await attendances()).map(({ registrationId }) => registrationId).sort();
    expect(here).toEqual([came, twice, absent].map(({ id }) => id).sort());
  });

  it('are recorded by whoever let them in', async () => {
    const second = await aStaffMember(app.database, { role: 'organizer', officeId: attendant.officeId });
    const [one, other] = (await several(2)) as [Registration, Registration];
    await Promise.all([scan(one), scan(other, { by: second })]);
    const by = new Map((await attendances()).map(({ registrationId, recordedBy }) => [registrationId, recordedBy]));
    expect([by.get(one.id), by.get(other.id)]).toEqual([attendant.userId, second.userId]);
  });

  it('are known to their own office only', async () => {
    const stranger = await aStaffMember(app.database, { role: 'attendant', officeId: await anOffice(app.database) });
    const theirs = await aRegistrationRow(app.database, await aBatch(app.database, { officeId: stranger.officeId }));
    const [ours, other] = (await several(2)) as [Registration, Registration];
    const byHand = app.app.get(CheckIn).byHand(attendant.actor, session.id, { registrationId: theirs.id });
    const answers = await Promise.all([scan(ours), codeOf(scan(other, { by: stranger })), codeOf(byHand)]);
    expect(answers).toMatchObject([{ alreadyCheckedIn: false }, 'session_not_found', 'registration_not_found']);
    expect(await attendances()).toHaveLength(1);
  });

  it('keep their keys: the same one twice at once is one scan, and with another ticket it is refused', async () => {
    const [one, other, third] = (await several(3)) as [Registration, Registration, Registration];
    const key = `pindai-${session.id}`;
    const [first, again] = await Promise.all([scan(one, { key }), scan(one, { key }), scan(third)]);
    expect([first.alreadyCheckedIn, again.alreadyCheckedIn]).toEqual([false, false]);
    expect(await codeOf(scan(other, { key }))).toBe('invalid_input');
    expect((await scan(one, { key })).alreadyCheckedIn).toBe(false);
    expect((await scan(one)).alreadyCheckedIn).toBe(true);
    expect(await attendances()).toHaveLength(2);
  });

  it('lose none when two come with one key', async () => {
    const all = await several(6);
    const key = `sama-${session.id}`;
    const answers = await Promise.allSettled(all.map((one, index) => scan(one, index < 2 ? { key } : {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(await attendances()).toHaveLength(5);
  });

  it('do not wait in a circle with those whom another process lets in', async () => {
    const all = await several(8);
    const marks = all.map(({ id }) => ({
      recorder: attendant,
      mark: {
        ...({ sessionId: session.id, registrationId: id, status: 'present', method: 'ticket' } as const),
        ...{ checkedInAt: session.startsAt, note: null },
      },
    }));
    const overlap = new Overlap(app.database);
    let attempts = 0;
    const record = (some: typeof marks) =>
      app.database.transaction((tx) => {
        attempts += 1;
        return app.app.get(TakeAttendance).recordEach(tx, some);
      });
    const end = await overlap.held((tx) => app.app.get(TakeAttendance).recordEach(tx, marks.slice(3, 4)));
    const both = Promise.all([record(marks), record([...marks].reverse())]);
    await overlap.overOrWaiting(both, 2);
    await end();
    const recorded = await both;
    expect(recorded.map((each) => each.filter(Boolean).length).sort()).toEqual([0, 7]);
    expect(attempts).toBe(2);
  });

  it('keep nobody out over a row that nobody can read', async () => {
    const [broken, sound] = (await several(2)) as [Registration, Registration];
    await app.database.transaction((tx) =>
      tx.query(`UPDATE registrations SET warnings = '{oops' WHERE id = '${broken.id}'`),
    );
    const [refused, answer] = await Promise.allSettled([scan(broken), scan(sound)]);
    expect([refused.status, answer.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('are not told that it failed when only the answer of the database got lost', async () => {
    const [one] = (await several(1)) as [Registration];
    const commit = app.database.transaction.bind(app.database);
    jest.spyOn(app.database, 'transaction').mockImplementationOnce(async (work) => {
      await commit(work);
      throw new Busy();
    });
    expect((await scan(one, { key: `hilang-${session.id}` })).alreadyCheckedIn).toBe(false);
    expect(await attendances()).toHaveLength(1);
  });

  it('are there from when the door told it, however long that waits to be written', async () => {
    const [one] = (await several(1)) as [Registration];
    const overlap = new Overlap(app.database);
    const end = await overlap.heldTrail();
    const told = scan(one);
    await overlap.overOrWaiting(told, 1);
    app.clock.moveBySeconds(16 * 60);
    await end();
    expect(await told).toMatchObject({ status: 'present', checkedInAt: session.startsAt.toISOString() });
  });

  it('are there from the earliest of scans that meet', async () => {
    const [one] = (await several(1)) as [Registration];
    const minutes = (count: number) => new Date(session.startsAt.getTime() + count * 60_000);
    await scan(one, { at: minutes(40) });
    const overlap = new Overlap(app.database);
    const end = await overlap.heldTrail();
    const earliest = scan(one, { at: minutes(5) });
    await overlap.overOrWaiting(earliest, 1);
    const both = Promise.all([earliest, scan(one, { at: minutes(20) })]);
    await overlap.overOrWaiting(both, 2);
    await end();
    await both;
    expect((await attendances()).map(({ checkedInAt }) => checkedInAt)).toEqual([minutes(5)]);
  });

  it('are told when the batch does not run', async () => {
    const draft = await aBatch(app.database, { officeId: attendant.officeId, status: 'draft' });
    session = await aSession(app.database, draft);
    const all = await several(3);
    const codes = await Promise.all(all.map((one) => codeOf(scan(one))));
    expect(codes).toEqual(['batch_not_running', 'batch_not_running', 'batch_not_running']);
  });
});
