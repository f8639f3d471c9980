import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager, QueryRunner } from 'typeorm';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { Database } from '../../src/database/database.js';
import { SelfCheckIn1796000008500 } from '../../src/database/migrations/1796000008500-self-check-in.js';
import { updateRows } from '../../src/database/rows.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aStaffMember } from '../factories/staff.js';
import { freshEngine } from '../support/test-database.js';

describe('the table of attendances, made anew', () => {
  let database: Database;

  beforeAll(async () => {
    database = new Database(await freshEngine());
  });

  afterAll(() => database.close());

  const migration = new SelfCheckIn1796000008500();
  const run = (work: (runner: QueryRunner) => Promise<void>) =>
    database.transaction((tx: EntityManager) => {
      if (tx.queryRunner === undefined) throw new Error('A transaction has no query runner.');
      return work(tx.queryRunner);
    });
  const marks = () => database.reader.find(Attendance, { order: { id: 'ASC' } });

  it('keeps what staff has marked, there and back; the marks of participants only where they have a place', async () => {
    const { userId, officeId } = await aStaffMember(database);
    const batch = await aBatch(database, { officeId });
    const where = { batch, session: await aSession(database, batch), userId };
    const [staffs, own] = [await anAttendant(database, where, 'late'), await anAttendant(database, where)];
    const before = await marks();
    await run((runner) => migration.down(runner));
    expect(await marks()).toEqual(before);
    await run((runner) => migration.up(runner));
    expect(await marks()).toEqual(before);

    await database.transaction((tx) =>
      updateRows(tx, Attendance, { registrationId: own.id }, { method: 'self', recordedBy: null }),
    );
    await run((runner) => migration.down(runner));
    expect((await marks()).map(({ registrationId }) => registrationId)).toEqual([staffs.id]);
    await run((runner) => migration.up(runner));
  });
});
