import type { Registration } from '../registrations/registration.entity.js';
import type { Attendance, AttendanceMethod } from './attendance.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';

export interface AttendanceView {
  readonly sessionId: string;
  readonly registrationId: string;
  readonly status: AttendanceStatus;
  readonly method: AttendanceMethod;
  readonly checkedInAt: string | null;
  readonly note: string | null;
}

type Marked = Pick<Attendance, 'sessionId' | 'registrationId' | 'status' | 'method' | 'checkedInAt' | 'note'>;

export function attendanceJson(attendance: Marked): AttendanceView {
  return {
    sessionId: attendance.sessionId,
    registrationId: attendance.registrationId,
    status: attendance.status,
    method: attendance.method,
    checkedInAt: attendance.checkedInAt?.toISOString() ?? null,
    note: attendance.note,
  };
}

export interface CheckInView extends AttendanceView {
  readonly alreadyCheckedIn: boolean;
  /** The name of the member of staff whose record stands, null for the participant's own; `checkedInAt` tells since when. */
  readonly recordedBy: string | null;
  readonly participant: { readonly name: string; readonly code: string };
}

export function checkInJson(
  attendance: Marked,
  registration: Registration,
  { already, recordedBy }: { readonly already: boolean; readonly recordedBy: string | null },
): CheckInView {
  return {
    ...attendanceJson(attendance),
    alreadyCheckedIn: already,
    recordedBy,
    participant: { name: registration.name, code: registration.code },
  };
}
