import { dayIn } from '../kernel/dates.js';
import { attendanceStatuses, countsAsAttended, type AttendanceStatus } from './attendance.rules.js';

export type Standing = AttendanceStatus | 'none';

export const standings = [...attendanceStatuses, 'none'] as const satisfies readonly Standing[];

/** The days (YYYY-MM-DD in `zone`) on which sessions begin, in order, each once. */
export function daysOf(zone: string, sessions: readonly { readonly startsAt: Date }[]): string[] {
  return [...new Set(sessions.map(({ startsAt }) => dayIn(zone, startsAt)))].sort();
}

/** The day that was asked for if there is one, else today or the next, else the last; null without days. */
export function dayToShow(days: readonly string[], asked: string | undefined, today: string): string | null {
  return days.find((day) => day === asked) ?? days.find((day) => day >= today) ?? days.at(-1) ?? null;
}

export type Tally = Readonly<Record<Standing, number>>;

/** How many of `people` have each mark; who has none is counted as `none`. */
export function tally(marks: Iterable<AttendanceStatus>, people: number): Tally {
  const counts = { present: 0, late: 0, excused: 0, sick: 0, absent: 0, none: people };
  for (const status of marks) {
    counts[status] += 1;
    counts.none -= 1;
  }
  return counts;
}

/** Of the marks of one person, those that count as having been there. */
export function attendedCount(marks: readonly Standing[]): number {
  return marks.filter((mark) => mark !== 'none' && countsAsAttended(mark)).length;
}
