import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { EarlierTrainings } from '../../src/selection/earlier-trainings.js';
import { SelectionQueries } from '../../src/selection/selection.queries.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { statementsOf } from '../support/statements.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('the selection of participants', () => {
  let app: TestApp;
  let staff: StaffMember;
  let batch: Batch;
  let earlierIds: string[];

  const get = (path: string, by = staff) => app.http().get(`/api/v1${path}`).set(by.authorization);
  const put = (path: string, body: object, by = staff) =>
    app.http().put(`/api/v1${path}`).set(by.authorization).send(body);

  beforeAll(async () => {
    app = await startApp();
    const { database } = app;
    staff = await aStaffMember(database);
    const program = await aProgram(database, { officeId: staff.officeId, kind: 'diklat', title: 'Diklat Keuangan' });
    const past = await aBatch(database, { program });
    const sessions = [
      await aSession(database, past, { lessonHours: 6 }),
      await aSession(database, past, {
        lessonHours: 3,
        startsAt: new Date('2026-10-21T00:00:00.000Z'),
        endsAt: new Date('2026-10-21T03:00:00.000Z'),
      }),
    ];
    earlierIds = [];
    for (const number of [1, 2, 3]) earlierIds.push((await aRegistration(app, past, number)).id);
    const mark = app.app.get(MarkAttendance);
    app.clock.moveTo(new Date('2026-10-22T00:00:00.000Z'));
    await mark.run(staff.actor, sessions[0]!.id, earlierIds[0]!, { status: 'present' });
    await mark.run(staff.actor, sessions[1]!.id, earlierIds[0]!, { status: 'sick' });
    await mark.run(staff.actor, sessions[0]!.id, earlierIds[1]!, { status: 'absent' });
    await mark.run(staff.actor, sessions[0]!.id, earlierIds[2]!, { status: 'late' });
    await mark.run(staff.actor, sessions[1]!.id, earlierIds[2]!, { status: 'present' });
    await app.app.get(IssueCertificates).run(staff.actor, past.id);
    batch = await aBatch(database, {
      program,
      admission: 'selection',
      registrationClosesAt: new Date('2026-11-12T08:00:00.000Z'),
    });
    for (const number of [1, 2, 3, 4]) {
      await aRegistration(app, batch, number, number === 4 ? { enterprise: { nib: '9120001234567' } } : {});
    }
  });

  afterAll(() => app.close());

  it('ranks in order of registering until criteria are chosen', async () => {
    const { status, body } = await get(`/batches/${batch.id}/selection`);
    expect([status, body.criteria, body.next]).toEqual([200, [], null]);
    const places = body.items.map(({ rank, name, total }: { rank: number; name: string; total: number }) => [
      rank,
      name.split(' ').at(-1),
      total,
    ]);
    expect(places).toEqual([
      [1, '1', 0],
      [2, '2', 0],
      [3, '3', 0],
      [4, '4', 0],
    ]);
  });

  it('knows in which trainings each was present before, and which certificate came of it', async () => {
    const { body } = await get(`/batches/${batch.id}/selection`);
    const trainings = body.items.map(({ earlierTrainings }: { earlierTrainings: unknown }) => earlierTrainings);
    const training = { title: 'Diklat Keuangan', firstDay: '2026-10-20' };
    expect(trainings).toEqual([
      [{ ...training, registrationId: earlierIds[0], percentage: 66.7, certificateNumber: null }],
      [],
      [
        {
          ...training,
          registrationId: earlierIds[2],
          percentage: 100,
          certificateNumber: expect.stringContaining('1/'),
        },
      ],
      [],
    ]);
  });

  it('ranks by the criteria that were kept, and tells why', async () => {
    const criteria = [
      { word: 'has_nib', weight: 20 },
      { word: 'fewest_trainings', weight: 40 },
    ];
    const kept = await put(`/batches/${batch.id}/selection-criteria`, { criteria });
    expect([kept.status, kept.body]).toEqual([200, { criteria: [...criteria].reverse() }]);
    const { body } = await get(`/batches/${batch.id}/selection`);
    type Line = { name: string; total: number; points: { word: string; points: number; weight: number }[] };
    const lines = body.items.map(({ name, total }: Line) => [name.split(' ').at(-1), total]);
    expect(lines).toEqual([
      ['4', 60],
      ['2', 40],
      ['1', 20],
      ['3', 20],
    ]);
    expect(body.items[0].points).toEqual([
      { word: 'fewest_trainings', points: 40, weight: 40 },
      { word: 'has_nib', points: 20, weight: 20 },
    ]);
    const [entry] = await app.database.reader.findBy(AuditEntry, { action: 'selection.criteria_changed' });
    expect(entry).toMatchObject({
      subjectId: batch.id,
      before: { criteria: [] },
      after: { criteria: kept.body.criteria },
    });
    const again = await put(`/batches/${batch.id}/selection-criteria`, { criteria: [] });
    expect(again.body).toEqual({ criteria: [] });
  });

  it('refuses criteria that say nothing, and a batch that does not select', async () => {
    const fields = ({ body }: { body: { errors: { field: string; code: string }[] } }) =>
      body.errors.map(({ field, code }) => `${field} ${code}`);
    const path = `/batches/${batch.id}/selection-criteria`;
    const bad = await put(path, { criteria: [{ word: 'age', weight: 5 }] });
    expect([bad.status, fields(bad)]).toEqual([422, ['criteria.0.from required']]);
    const heavy = await put(path, { criteria: [{ word: 'has_nib', weight: 101 }] });
    expect([heavy.status, fields(heavy)]).toEqual([422, ['criteria.0.weight too_large']]);
    const twin = { word: 'has_nib', weight: 1 };
    expect((await put(path, { criteria: [twin, twin] })).status).toBe(422);
    const open = await aBatch(app.database, { officeId: staff.officeId });
    const other = await put(`/batches/${open.id}/selection-criteria`, { criteria: [twin] });
    expect([other.status, other.body.code]).toEqual([409, 'admission_not_selection']);
  });

  it('is for organisers of the batch’s office', async () => {
    const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const attendant = await aStaffMember(app.database, { role: 'attendant', officeId: staff.officeId });
    for (const [by, status] of [
      [stranger, 404],
      [attendant, 403],
    ] as const) {
      expect((await get(`/batches/${batch.id}/selection`, by)).status).toBe(status);
      expect((await put(`/batches/${batch.id}/selection-criteria`, { criteria: [] }, by)).status).toBe(status);
    }
  });

  it('asks the database the same number of times for one applicant as for many', async () => {
    const queries = app.app.get(SelectionQueries);
    const few = await aBatch(app.database, { officeId: staff.officeId, kind: 'diklat', admission: 'selection' });
    app.clock.moveTo(new Date('2026-10-06T00:00:00.000Z'));
    await aRegistration(app, few, 1);
    const [one, four] = [
      await statementsOf(app, () => queries.board(staff.actor, few.id)),
      await statementsOf(app, () => queries.board(staff.actor, batch.id)),
    ];
    expect(one).toBeGreaterThan(0);
    expect(four).toBe(one);
    expect(await statementsOf(app, () => app.app.get(EarlierTrainings).ofBatch(staff.actor, batch.id))).toBe(1);
  });
});
