export const attendanceStatuses = ['present', 'late', 'excused', 'sick', 'absent'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];

/** Excused and sick are recorded, but they don't count. */
export function countsAsAttended(status: AttendanceStatus): boolean {
  return status === 'present' || status === 'late';
}

/** `late` begins one instant after `lateAfterMinutes` have passed since the session's start. */
export function checkInStatus(startsAt: Date, checkedInAt: Date, lateAfterMinutes: number): 'present' | 'late' {
  return checkedInAt.getTime() > startsAt.getTime() + lateAfterMinutes * 60_000 ? 'late' : 'present';
}

/** What is recorded already, as far as a scan of the ticket is concerned. */
export interface RecordedMark {
  readonly status: AttendanceStatus;
  readonly checkedInAt: Date | null;
}

/**
 * Whether a scan changes what is recorded: a person who is there was not absent, and of two scans the earlier one
 * holds, so that phones which were offline may deliver in any order.
 */
export function scanChanges(recorded: RecordedMark, scannedAt: Date): boolean {
  if (!countsAsAttended(recorded.status)) return true;
  return recorded.checkedInAt !== null && scannedAt < recorded.checkedInAt;
}

export interface SessionToWeigh {
  readonly id: string;
  readonly endsAt: Date;
  /** JP of 45 minutes. */
  readonly lessonHours: number;
}

/** A session counts when attendance was taken for it, or while it is still to come; one that nobody marked was not held. */
export function sessionsThatCount<S extends SessionToWeigh>(
  sessions: readonly S[],
  marked: ReadonlySet<string>,
  now: Date,
): S[] {
  return sessions.filter((session) => marked.has(session.id) || session.endsAt > now);
}

export interface AttendedShare {
  readonly attendedLessonHours: number;
  readonly lessonHours: number;
  /** 0 to 100, not rounded; 0 when nothing was held. */
  readonly percentage: number;
}

/** Sessions without lesson hours weigh by number when none of them has any (a dialog). */
export function attendedShare(
  sessions: readonly SessionToWeigh[],
  marks: ReadonlyMap<string, AttendanceStatus>,
): AttendedShare {
  const lessonHours = sum(sessions.map((session) => session.lessonHours));
  const attended = sessions.filter((session) => {
    const mark = marks.get(session.id);
    return mark !== undefined && countsAsAttended(mark);
  });
  const attendedLessonHours = sum(attended.map((session) => session.lessonHours));
  const [part, whole] = lessonHours > 0 ? [attendedLessonHours, lessonHours] : [attended.length, sessions.length];
  return { attendedLessonHours, lessonHours, percentage: whole === 0 ? 0 : (part / whole) * 100 };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
