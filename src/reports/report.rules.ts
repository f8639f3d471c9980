import type {
  AttendanceReportView,
  GenderCount,
  ReportGroup,
  ReportMark,
  ReportParticipant,
  ReportRegion,
} from '../documents/attendance-report.view.js';

/** One registration, as far as figures are concerned. */
export interface CountedPerson {
  readonly confirmed: boolean;
  readonly gender: 'male' | 'female' | null;
  readonly regencyCode: string | null;
  readonly kind: ReportGroup['kind'];
  /** At one session or more. */
  readonly attended: boolean;
  readonly qualified: boolean;
}

export interface HomeRegion {
  readonly code: string;
  readonly name: string;
}

type Counter = keyof AttendanceReportView['totals'];

const counters: Readonly<Record<Counter, (person: CountedPerson) => boolean>> = {
  registered: () => true,
  confirmed: ({ confirmed }) => confirmed,
  attended: ({ confirmed, attended }) => confirmed && attended,
  qualified: ({ confirmed, qualified }) => confirmed && qualified,
  neverAttended: ({ confirmed, attended }) => confirmed && !attended,
};

function byGender(people: readonly CountedPerson[], counter: Counter): GenderCount {
  const count = { male: 0, female: 0, unknown: 0, total: 0 };
  for (const person of people) {
    if (!counters[counter](person)) continue;
    count[person.gender ?? 'unknown'] += 1;
    count.total += 1;
  }
  return count;
}

/** Everybody who ever registered counts as registered, whatever became of it. */
export function countTotals(people: readonly CountedPerson[]): AttendanceReportView['totals'] {
  return {
    registered: byGender(people, 'registered'),
    confirmed: byGender(people, 'confirmed'),
    attended: byGender(people, 'attended'),
    qualified: byGender(people, 'qualified'),
    neverAttended: byGender(people, 'neverAttended'),
  };
}

const groupCounters = ['registered', 'confirmed', 'attended', 'qualified'] as const;
type GroupCount = Record<(typeof groupCounters)[number], number>;

/** By what `groupOf` says of each, in one pass; of a group that nobody is in, noughts. */
function countBy<G>(people: readonly CountedPerson[], groupOf: (person: CountedPerson) => G): (group: G) => GroupCount {
  const nobody = (): GroupCount => ({ registered: 0, confirmed: 0, attended: 0, qualified: 0 });
  const counts = new Map<G, GroupCount>();
  for (const person of people) {
    const group = groupOf(person);
    const count = counts.get(group) ?? nobody();
    counts.set(group, count);
    for (const counter of groupCounters) if (counters[counter](person)) count[counter] += 1;
  }
  return (group) => counts.get(group) ?? nobody();
}

/** All of the province's kabupaten/kota in code order, also those of which nobody came; then outside, then unknown. */
export function countRegions(people: readonly CountedPerson[], home: readonly HomeRegion[]): ReportRegion[] {
  const codes = new Set(home.map(({ code }) => code));
  const figures = countBy(people, ({ regencyCode: code }) =>
    code === null ? 'unknown' : codes.has(code) ? code : 'outside',
  );
  const ordered = [...home].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    ...ordered.map(({ code, name }): ReportRegion => ({ code, kind: 'regency', name, ...figures(code) })),
    { code: null, kind: 'outside', name: '', ...figures('outside') },
    { code: null, kind: 'unknown', name: '', ...figures('unknown') },
  ];
}

export function countGroups(people: readonly CountedPerson[]): ReportGroup[] {
  const figures = countBy(people, ({ kind }) => kind);
  return (['umkm', 'cooperative', 'none'] as const).map((kind) => ({ kind, ...figures(kind) }));
}

/** How often each mark was made in one session, over all participants. */
export function countMarks(participants: readonly Pick<ReportParticipant, 'marks'>[], session: number) {
  const counts: Record<ReportMark, number> = { present: 0, late: 0, excused: 0, sick: 0, absent: 0, none: 0 };
  for (const { marks } of participants) {
    const mark = marks[session];
    if (mark !== undefined) counts[mark] += 1;
  }
  return counts;
}

type Countable = Pick<AttendanceReportView, 'totals' | 'regions' | 'groups' | 'sessions' | 'participants'>;

/** What must add up does; the names of what does not. An empty answer is the proof that a report may be sent. */
export function brokenSums({ totals, regions, groups, sessions, participants }: Countable): string[] {
  const broken: string[] = [];
  for (const [name, count] of Object.entries<GenderCount>(totals)) {
    if (count.male + count.female + count.unknown !== count.total) broken.push(`${name} by gender`);
  }
  for (const name of ['registered', 'confirmed', 'attended', 'qualified'] as const) {
    const sum = (rows: readonly Readonly<Record<typeof name, number>>[]) =>
      rows.reduce((all, row) => all + row[name], 0);
    if (sum(regions) !== totals[name].total) broken.push(`${name} by region`);
    if (sum(groups) !== totals[name].total) broken.push(`${name} by kind`);
  }
  if (participants.length !== totals.confirmed.total) broken.push('participants');
  for (const { title, present, late, excused, sick, absent, none } of sessions) {
    if (present + late + excused + sick + absent + none !== participants.length) broken.push(`marks of ${title}`);
  }
  return broken;
}
