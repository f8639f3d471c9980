import type {
  AttendanceReportView,
  GenderCount,
  ReportGroup,
  ReportMark,
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

/** People who are alike, as far as figures are concerned. */
export interface Alike {
  readonly person: CountedPerson;
  readonly number: number;
}

/** Counts people as they come: of thousands, few differ in what figures ask. */
export class Tally {
  private readonly alike = new Map<string, { readonly person: CountedPerson; number: number }>();
  private readonly marks: Record<ReportMark, number>[];

  constructor(sessions: number) {
    const nothing = () => ({ present: 0, late: 0, excused: 0, sick: 0, absent: 0, none: 0 });
    this.marks = Array.from({ length: sessions }, nothing);
  }

  add(person: CountedPerson): void {
    const key = Object.values(person).join();
    const known = this.alike.get(key);
    if (known === undefined) this.alike.set(key, { person, number: 1 });
    else known.number += 1;
  }

  /** One for each session. */
  addMarks(marks: readonly ReportMark[]): void {
    for (const [session, mark] of marks.entries()) {
      const counts = this.marks[session];
      if (counts !== undefined) counts[mark] += 1;
    }
  }

  get people(): readonly Alike[] {
    return [...this.alike.values()];
  }

  /** How often each mark was made in one session, over all participants. */
  marksOf(session: number): Readonly<Record<ReportMark, number>> {
    const counts = this.marks[session];
    if (counts === undefined) throw new RangeError(`There is no session ${session}.`);
    return counts;
  }
}

function byGender(people: readonly Alike[], counter: Counter): GenderCount {
  const count = { male: 0, female: 0, unknown: 0, total: 0 };
  for (const { person, number } of people) {
    if (!counters[counter](person)) continue;
    count[person.gender ?? 'unknown'] += number;
    count.total += number;
  }
  return count;
}

/** Everybody who ever registered counts as registered, whatever became of it. */
export function countTotals(people: readonly Alike[]): AttendanceReportView['totals'] {
  return {
    registered: byGender(people, 'registered'),
    confirmed: byGender(people, 'confirmed'),
    attended: byGender(people, 'attended'),
    qualified: byGender(people, 'qualified'),
    neverAttended: byGender(people, 'neverAttended'),
  };
}

/** Of those of whom `belongs` is true. */
function figures(people: readonly Alike[], belongs: (person: CountedPerson) => boolean) {
  const own = people.filter(({ person }) => belongs(person));
  const count = (counter: Counter) => byGender(own, counter).total;
  return {
    registered: count('registered'),
    confirmed: count('confirmed'),
    attended: count('attended'),
    qualified: count('qualified'),
  };
}

/** All of the province's kabupaten/kota in code order, also those of which nobody came; then outside, then unknown. */
export function countRegions(people: readonly Alike[], home: readonly HomeRegion[]): ReportRegion[] {
  const codes = new Set(home.map(({ code }) => code));
  const ordered = [...home].sort((a, b) => (a.code < b.code ? -1 : 1));
  const outside = figures(people, ({ regencyCode }) => regencyCode !== null && !codes.has(regencyCode));
  const unknown = figures(people, ({ regencyCode }) => regencyCode === null);
  return [
    ...ordered.map(({ code, name }): ReportRegion => {
      const own = figures(people, ({ regencyCode }) => regencyCode === code);
      return { code, kind: 'regency', name, ...own };
    }),
    { code: null, kind: 'outside', name: '', ...outside },
    { code: null, kind: 'unknown', name: '', ...unknown },
  ];
}

export function countGroups(people: readonly Alike[]): ReportGroup[] {
  return (['umkm', 'cooperative', 'none'] as const).map((kind) => ({
    kind,
    ...figures(people, (person) => person.kind === kind),
  }));
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
