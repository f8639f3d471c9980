import { Attendance } from '../../src/attendance/attendance.entity.js';
import type { AttendanceStatus } from '../../src/attendance/attendance.rules.js';
import type { Database } from '../../src/database/database.js';
import { insertRow } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aRegistrationRow } from './registration-row.js';

/** A confirmed registrant of the batch with this mark in the session. */
export async function anAttendant(
  database: Database,
  where: { readonly batch: Batch; readonly session: Session; readonly userId: string },
  status: AttendanceStatus = 'present',
  given: Partial<Registration> = {},
): Promise<Registration> {
  const registration = await aRegistrationRow(database, where.batch, given);
  await database.transaction((tx) =>
    insertRow(tx, Attendance, {
      id: newId(),
      sessionId: where.session.id,
      registrationId: registration.id,
      status,
      method: 'manual',
      checkedInAt: status === 'present' || status === 'late' ? where.session.startsAt : null,
      note: null,
      recordedBy: where.userId,
      recordedAt: where.session.startsAt,
    }),
  );
  return registration;
}
