import { formatDay } from '../kernel/date-texts.js';
import { dayIn, inZone } from '../kernel/dates.js';
import type { AttendanceStatus } from './attendance.rules.js';

/** One sheet for each session, one for each day with its halves side by side, or one column for each day. */
export const sheetScopes = ['day', 'session', 'batch'] as const;
export type SheetScope = (typeof sheetScopes)[number];

export interface SheetSession {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What one signature stands for. */
export interface SheetColumn<S extends SheetSession> {
  readonly heading: string;
  readonly sessions: readonly S[];
}

export interface SheetPlan<S extends SheetSession> {
  readonly sessions: readonly S[];
  readonly columns: readonly SheetColumn<S>[];
}

const signature = 'Tanda tangan';
const mostDays = 4;
const noon = 12;

/** The sheets of a timetable in order of time; days and their halves by the clocks in `zone`. */
export function sheetPlans<S extends SheetSession>(
  scope: SheetScope,
  zone: string,
  sessions: readonly S[],
): SheetPlan<S>[] {
  if (scope === 'session') {
    return sessions.map((session) => ({
      sessions: [session],
      columns: [{ heading: signature, sessions: [session] }],
    }));
  }
  const days = [...grouped(sessions, ({ startsAt }) => dayIn(zone, startsAt))];
  if (scope === 'day') return days.map(([, own]) => ({ sessions: own, columns: halves(zone, own) }));
  const columns = days.map(([day, own]) => ({ heading: formatDay(day, 'id'), sessions: own }));
  return chunks(columns, mostDays).map((some) => ({
    sessions: some.flatMap((column) => column.sessions),
    columns: some,
  }));
}

function halves<S extends SheetSession>(zone: string, sessions: readonly S[]): SheetColumn<S>[] {
  const parts = [...grouped(sessions, ({ startsAt }) => (inZone(zone, startsAt).hour < noon ? 'Pagi' : 'Siang'))];
  if (parts.length === 1) return [{ heading: signature, sessions }];
  return parts.map(([half, own]) => ({ heading: `${signature} ${half}`, sessions: own }));
}

function grouped<S, K>(items: readonly S[], keyOf: (item: S) => K): Map<K, S[]> {
  const groups = new Map<K, S[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function chunks<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, index) => items.slice(index * most, (index + 1) * most));
}

const words = { present: 'Hadir', late: 'Terlambat', excused: 'Izin', sick: 'Sakit', absent: 'Alpa' } as const;

/** What stands in the place of a signature, as recorded: each mark of its sessions once, in order; empty for none. */
export function markText(statuses: readonly (AttendanceStatus | undefined)[]): string {
  const said = statuses.flatMap((status) => (status === undefined ? [] : [words[status]]));
  return [...new Set(said)].join(' / ');
}
