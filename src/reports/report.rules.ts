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

const counters = {
  registered: () => true,
  confirmed: ({ confirmed }: CountedPerson) => confirmed,
  attended: ({ confirmed, attended }: CountedPerson) => confirmed && attended,
  qualified: ({ confirmed, qualified }: CountedPerson) => confirmed && qualified,
  neverAttended: ({ confirmed, attended }: CountedPerson) => confirmed && !attended,
} as const;

function byGender(people: readonly CountedPerson[]): GenderCount {
  const count = (gender: CountedPerson['gender']) => people.filter((person) => person.gender === gender).length;
  return { male: count('male'), female: count('female'), unknown: count(null), total: people.length };
}

/** Everybody who ever registered counts as registered, whatever became of it. */
export function countTotals(people: readonly CountedPerson[]): AttendanceReportView['totals'] {
  return {
    registered: byGender(people.filter(counters.registered)),
    confirmed: byGender(people.filter(counters.confirmed)),
    attended: byGender(people.filter(counters.attended)),
    qualified: byGender(people.filter(counters.qualified)),
    neverAttended: byGender(people.filter(counters.neverAttended)),
  };
}

function figures(people: readonly CountedPerson[]) {
  return {
    registered: people.length,
    confirmed: people.filter(counters.confirmed).length,
    attended: people.filter(counters.attended).length,
    qualified: people.filter(counters.qualified).length,
  };
}

/** All of the province's kabupaten/kota in code order, also those of which nobody came; then outside, then unknown. */
export function countRegions(people: readonly CountedPerson[], home: readonly HomeRegion[]): ReportRegion[] {
  const codes = new Set(home.map(({ code }) => code));
  const ordered = [...home].sort((a, b) => (a.code < b.code ? -1 : 1));
  const outside = people.filter(({ regencyCode }) => regencyCode !== null && !codes.has(regencyCode));
  const unknown = people.filter(({ regencyCode }) => regencyCode === null);
  return [
    ...ordered.map(({ code, name }): ReportRegion => {
      const own = people.filter(({ regencyCode }) => regencyCode === code);
      return { code, kind: 'regency', name, ...figures(own) };
    }),
    { code: null, kind: 'outside', name: '', ...figures(outside) },
    { code: null, kind: 'unknown', name: '', ...figures(unknown) },
  ];
}

export function countGroups(people: readonly CountedPerson[]): ReportGroup[] {
  return (['umkm', 'cooperative', 'none'] as const).map((kind) => ({
    kind,
    ...figures(people.filter((person) => person.kind === kind)),
  }));
}

/** How often each mark was made in one session, over all participants. */
export function countMarks(participants: readonly Pick<ReportParticipant, 'marks'>[], session: number) {
  const count = (mark: ReportMark) => participants.filter(({ marks }) => marks[session] === mark).length;
  return {
    present: count('present'),
    late: count('late'),
    excused: count('excused'),
    sick: count('sick'),
    absent: count('absent'),
    none: count('none'),
  };
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
