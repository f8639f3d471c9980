import type {
  PeopleCounts,
  ProgramKindWord,
  Realisation,
  RecapMonth,
  RecapRegion,
  RecapTotals,
  RecapView,
} from '../documents/recap.view.js';
import type { HomeRegion } from './report.rules.js';

/** A sum over the people of one kabupaten/kota, kind of program and fiscal year. */
export interface RegionSum extends PeopleCounts {
  readonly regencyCode: string | null;
  readonly kind: ProgramKindWord;
  readonly fiscalYear: number;
}

/** A sum over the people of one batch. */
export interface BatchSum extends PeopleCounts {
  readonly programId: string;
  readonly kind: ProgramKindWord;
  readonly fiscalYear: number;
  readonly venueRegencyCode: string;
  /** YYYY-MM in the batch's zone; null without sessions. */
  readonly month: string | null;
}

export interface WordSum extends PeopleCounts {
  readonly word: string | null;
}

export interface RecapSums {
  readonly regions: readonly RegionSum[];
  readonly batches: readonly BatchSum[];
  readonly genders: readonly WordSum[];
  readonly groups: readonly WordSum[];
}

export const peopleColumns = ['registered', 'confirmed', 'attended', 'certificates', 'lessonHours'] as const;
const kinds = ['diklat', 'bimtek', 'dialog'] as const;

function peopleOf(sums: readonly PeopleCounts[]): PeopleCounts {
  const sum = (column: keyof PeopleCounts) => sums.reduce((all, one) => all + one[column], 0);
  return {
    registered: sum('registered'),
    confirmed: sum('confirmed'),
    attended: sum('attended'),
    certificates: sum('certificates'),
    lessonHours: sum('lessonHours'),
  };
}

function totalsOf(batches: readonly BatchSum[]): RecapTotals {
  const programs = new Set(batches.map(({ programId }) => programId)).size;
  return { programs, batches: batches.length, ...peopleOf(batches) };
}

interface Place {
  readonly code: string | null;
  readonly kind: RecapRegion['kind'];
  readonly name: string;
  readonly holds: (regencyCode: string | null) => boolean;
}

/** All of the province's kabupaten/kota in code order, also those of which nobody came; then outside, then unknown. */
function places(home: readonly HomeRegion[]): Place[] {
  const codes = new Set(home.map(({ code }) => code));
  const ordered = [...home].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    ...ordered.map(({ code, name }): Place => ({ code, kind: 'regency', name, holds: (own) => own === code })),
    { code: null, kind: 'outside', name: '', holds: (own) => own !== null && !codes.has(own) },
    { code: null, kind: 'unknown', name: '', holds: (own) => own === null },
  ];
}

/** BPS writes the codes of kabupaten/kota without the dot of Kemendagri. */
export function bpsCode(code: string | null): string | null {
  return code === null ? null : code.replace('.', '');
}

function regionsOf({ regions, batches }: RecapSums, home: readonly HomeRegion[]): RecapRegion[] {
  return places(home).map(({ code, kind, name, holds }) => ({
    ...{ code, bpsCode: bpsCode(code), kind, name },
    batches: batches.filter(({ venueRegencyCode }) => holds(venueRegencyCode)).length,
    ...peopleOf(regions.filter(({ regencyCode }) => holds(regencyCode))),
  }));
}

function realisationOf({ regions, batches }: RecapSums, home: readonly HomeRegion[]): Realisation[] {
  const years = [...new Set(batches.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  const cells = places(home).flatMap((place) => kinds.flatMap((kind) => years.map((year) => ({ place, kind, year }))));
  return cells.flatMap(({ place: { code, kind: region, holds }, kind, year }) => {
    const inCell = (one: { kind: string; fiscalYear: number }) => one.kind === kind && one.fiscalYear === year;
    const people = peopleOf(regions.filter((one) => inCell(one) && holds(one.regencyCode)));
    const held = batches.filter((one) => inCell(one) && holds(one.venueRegencyCode)).length;
    const cell = { code, bpsCode: bpsCode(code), region, kind, fiscalYear: year };
    return people.attended + held === 0 ? [] : [{ ...cell, participants: people.attended, batches: held }];
  });
}

/** Of a year that was asked for every month, else those in which something began; without a date last. */
function monthsOf(batches: readonly BatchSum[], fiscalYear: number | null): RecapMonth[] {
  const whole = fiscalYear === null ? [] : Array.from({ length: 12 }, (_, month) => monthOf(fiscalYear, month + 1));
  const begun = batches.flatMap(({ month }) => (month === null ? [] : [month]));
  const dated = [...new Set([...whole, ...begun])].sort();
  const undated = batches.some(({ month }) => month === null) ? [null] : [];
  return [...dated, ...undated].map((month) => {
    const own = batches.filter((batch) => batch.month === month);
    return { month, batches: own.length, ...peopleOf(own) };
  });
}

function monthOf(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

function byWord<W extends string>(sums: readonly WordSum[], words: readonly W[], rest: NoInfer<W>) {
  return words.map((word) => ({ word, ...peopleOf(sums.filter((sum) => (sum.word ?? rest) === word)) }));
}

export type RecapFigures = Omit<RecapView, 'fiscalYear' | 'kind' | 'asOf'>;

export function recapOf(sums: RecapSums, home: readonly HomeRegion[], fiscalYear: number | null): RecapFigures {
  const { batches } = sums;
  return {
    totals: totalsOf(batches),
    regions: regionsOf(sums, home),
    kinds: kinds.map((kind) => ({ kind, ...totalsOf(batches.filter((batch) => batch.kind === kind)) })),
    genders: byWord(sums.genders, ['male', 'female', 'unknown'], 'unknown').map(({ word, ...people }) => ({
      gender: word,
      ...people,
    })),
    groups: byWord(sums.groups, ['umkm', 'cooperative', 'none'], 'none').map(({ word, ...people }) => ({
      kind: word,
      ...people,
    })),
    months: monthsOf(batches, fiscalYear),
    realisation: realisationOf(sums, home),
  };
}

/** What must add up does; the names of what does not. */
export function brokenRecapSums({ totals, regions, kinds: byKind, genders, groups, months }: RecapFigures): string[] {
  const lists: Record<string, readonly PeopleCounts[]> = { regions, kinds: byKind, genders, groups, months };
  const people = Object.entries(lists).flatMap(([name, rows]) => {
    const sums = peopleOf(rows);
    return peopleColumns.filter((column) => sums[column] !== totals[column]).map((column) => `${column} of ${name}`);
  });
  const held = Object.entries({ regions, kinds: byKind, months }).flatMap(([name, rows]) => {
    const sum = rows.reduce((all, { batches }) => all + batches, 0);
    return sum === totals.batches ? [] : [`batches of ${name}`];
  });
  return [...people, ...held];
}
