import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { Keyring } from '../../src/kernel/keyring.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { Overlap } from '../support/overlap.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('attendance', () => {
  let app: TestApp;
  let attendant: StaffMember;
  let organizer: StaffMember;
  let batch: Batch;
  let session: Session;
  let registration: Registration;

  beforeAll(async () => {
    app = await startApp();
    attendant = await aStaffMember(app.database, { role: 'attendant' });
    organizer = await aStaffMember(app.database, { role: 'organizer' });
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    batch = await aBatch(app.database, { officeId: attendant.officeId });
    session = await aSession(app.database, batch);
    registration = await aRegistrationRow(app.database, batch);
    app.clock.moveTo(session.startsAt);
  });

  const ticketOf = ({ id, tokenVersion }: Registration) => app.app.get(Keyring).token('ticket', id, tokenVersion);
  const scan = (ticket: string, at?: string, sessionId = session.id) =>
    app
      .http()
      .post(`/api/v1/sessions/${sessionId}/check-ins`)
      .set(attendant.authorization)
      .send({ ticket, ...(at === undefined ? {} : { at }) });
  const mark = (status: string, note?: string) =>
    app
      .http()
      .put(`/api/v1/sessions/${session.id}/attendance/${registration.id}`)
      .set(attendant.authorization)
      .send({ status, note });
  const matrix = (by = attendant) => app.http().get(`/api/v1/batches/${batch.id}/attendance`).set(by.authorization);
  const later = (minutes: number) => new Date(session.startsAt.getTime() + minutes * 60_000).toISOString();

  it('is taken by the ticket once, however often it is scanned', async () => {
    const first = await scan(ticketOf(registration));
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: 'present',
      alreadyCheckedIn: false,
      participant: { name: registration.name },
    });
    const again = await scan(ticketOf(registration));
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ status: 'present', alreadyCheckedIn: true });
    expect(await app.database.reader.countBy(Attendance, { registrationId: registration.id })).toBe(1);
  });

  it('is taken back once by two who take it back at once', async () => {
    await scan(ticketOf(registration));
    const { id } = await app.database.reader.findOneByOrFail(Attendance, { registrationId: registration.id });
    const overlap = new Overlap(app.database);
    const end = await overlap.heldTrail();
    const clear = () => app.app.get(MarkAttendance).clear(organizer.actor, session.id, registration.id);
    const both = Promise.all([clear(), clear()]);
    await overlap.overOrWaiting(both, 2);
    await end();
    await both;
    expect(await app.database.reader.countBy(AuditEntry, { subjectId: id, action: 'attendance.cleared' })).toBe(1);
  });

  it('is one check-in when ten phones scan at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => scan(ticketOf(registration))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect(await app.database.reader.countBy(Attendance, { registrationId: registration.id })).toBe(1);
  });

  it('is late after the minutes of grace', async () => {
    app.clock.moveBySeconds(15 * 60);
    expect((await scan(ticketOf(registration))).body.status).toBe('present');
    const other = await aRegistrationRow(app.database, batch);
    app.clock.moveBySeconds(1);
    expect((await scan(ticketOf(other))).body.status).toBe('late');
  });

  it('ends the same in whatever order phones that were offline deliver', async () => {
    for (const order of [
      [5, 40, 20],
      [40, 5, 20],
      [20, 40, 5],
    ]) {
      const person = await aRegistrationRow(app.database, batch);
      for (const minutes of order) await scan(ticketOf(person), later(minutes));
      const taken = await app.database.reader.findOneByOrFail(Attendance, { registrationId: person.id });
      expect([taken.status, taken.checkedInAt?.toISOString()]).toEqual(['present', later(5)]);
    }
  });

  it('refuses unknown tickets, other batches, and who is not confirmed', async () => {
    const forged = ticketOf(registration).replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'));
    const manage = app.app.get(Keyring).token('manage', registration.id, 1);
    for (const ticket of ['x', forged, manage]) {
      const { status, body } = await scan(ticket);
      expect([status, body.code]).toEqual([404, 'ticket_unknown']);
    }
    const elsewhere = await aRegistrationRow(
      app.database,
      await aBatch(app.database, { officeId: attendant.officeId }),
    );
    expect((await scan(ticketOf(elsewhere))).body.code).toBe('wrong_batch');
    const waiting = await aRegistrationRow(app.database, batch, { status: 'waitlisted' });
    const refused = await scan(ticketOf(waiting));
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ status: 409, code: 'not_confirmed', registrationStatus: 'waitlisted' });
    const implausible = await scan(ticketOf(registration), '2027-10-20T00:00:00Z');
    expect(implausible.body.errors).toEqual([
      { field: 'at', code: 'check_in_time_implausible', message: expect.any(String) },
    ]);
  });

  it('is not seen from another office', async () => {
    const foreign = await aStaffMember(app.database, { officeId: await anOffice(app.database), role: 'administrator' });
    const answer = await app
      .http()
      .post(`/api/v1/sessions/${session.id}/check-ins`)
      .set(foreign.authorization)
      .send({ ticket: ticketOf(registration) });
    expect([answer.status, answer.body.code]).toEqual([404, 'session_not_found']);
    expect((await matrix(foreign)).status).toBe(404);
  });

  it('is marked by hand, and every change tells who, when and from what', async () => {
    expect((await mark('sick', 'Surat dokter')).body).toMatchObject({
      status: 'sick',
      note: 'Surat dokter',
      checkedInAt: null,
    });
    expect((await mark('present')).body).toMatchObject({ status: 'present', method: 'manual' });
    await mark('present');
    const attendance = await app.database.reader.findOneByOrFail(Attendance, { registrationId: registration.id });
    const trail = await app.database.reader.find(AuditEntry, {
      where: { subjectId: attendance.id },
      order: { id: 'ASC' },
    });
    expect(trail.map(({ action, actorId, before, after }) => [action, actorId, before?.status, after?.status])).toEqual(
      [
        ['attendance.recorded', attendant.userId, undefined, 'sick'],
        ['attendance.changed', attendant.userId, 'sick', 'present'],
      ],
    );
    expect((await mark('here')).body.errors).toEqual([
      { field: 'status', code: 'not_allowed', message: expect.any(String) },
    ]);
  });

  it('takes a mark back for organizers only', async () => {
    await mark('absent');
    const clear = (by: StaffMember) =>
      app.http().delete(`/api/v1/sessions/${session.id}/attendance/${registration.id}`).set(by.authorization);
    expect((await clear(attendant)).status).toBe(403);
    expect((await clear(organizer)).status).toBe(204);
    expect(await app.database.reader.countBy(Attendance, { registrationId: registration.id })).toBe(0);
  });

  it('shows the matrix of a batch with hours and percentages of what was held so far', async () => {
    const second = await aSession(app.database, batch, {
      startsAt: new Date('2026-10-20T05:00:00.000Z'),
      endsAt: new Date('2026-10-20T08:00:00.000Z'),
      lessonHours: 12,
    });
    await aRegistrationRow(app.database, batch, { status: 'cancelled' });
    await scan(ticketOf(registration));
    const { body } = await matrix();
    expect(body.sessions.map(({ id, counts }: { id: string; counts: boolean }) => [id, counts])).toEqual([
      [session.id, true],
      [second.id, true],
    ]);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ registrationId: registration.id, attendedLessonHours: 4, percentage: 100 });
    expect(body.next).toBeNull();
    const other = await aRegistrationRow(app.database, batch);
    await app.app.get(MarkAttendance).run(organizer.actor, second.id, other.id, { status: 'absent' });
    expect((await matrix()).body.items[0].percentage).toBe(25);
  });
});
