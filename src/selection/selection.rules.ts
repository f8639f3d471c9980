import {
  matchingQuotas,
  whoIsNext,
  type QuotaCriterion,
  type Registrant,
  type Room,
  type Waiting,
} from '../registrations/registration.rules.js';
import type { RegistrationStatus } from '../registrations/registration.rules.js';

export const criterionWords = [
  'fewest_trainings',
  'has_nib',
  'enterprise_kind',
  'regency_chosen',
  'regency_rare',
  'gender',
  'age',
  'complete',
  'early',
] as const;
export type CriterionWord = (typeof criterionWords)[number];

/** The gender of which fewer applied. */
export const fewerApplied = 'fewer';

export interface Criterion {
  readonly word: CriterionWord;
  /** The points of who meets it wholly: 1 to 100. */
  readonly weight: number;
  /** What is preferred: kinds of enterprise, codes of kabupaten/kota, a gender or `fewer`. */
  readonly choice?: readonly string[];
  /** Of ages in whole years, both included; open when left out. */
  readonly from?: number;
  readonly to?: number;
}

/** What is known of somebody who applied. */
export interface Applicant extends Waiting {
  readonly id: string;
  /** The order of registering. */
  readonly sequence: number;
  readonly status: RegistrationStatus;
  readonly hasNib: boolean;
  /** Whole years on the day when registration closes; null when no birth date was given. */
  readonly age: number | null;
  /** 0 to 1: how much of what the form asks was answered. */
  readonly completeness: number;
  /** Trainings of this office that were attended before. */
  readonly earlier: number;
}

export interface Points {
  readonly criterion: Criterion;
  /** Up to the criterion's weight, with one decimal. */
  readonly points: number;
}

export interface Ranked<A extends Applicant> {
  readonly applicant: A;
  /** From 1. */
  readonly rank: number;
  /** With one decimal. */
  readonly total: number;
  readonly points: readonly Points[];
}

/** What an applicant is compared with. */
interface Field {
  readonly regencies: ReadonlyMap<string, number>;
  readonly genders: ReadonlyMap<string, number>;
  /** The place in the order of registering by id, from 0. */
  readonly places: ReadonlyMap<string, number>;
}

type Share = (applicant: Applicant, criterion: Criterion, field: Field) => number;

/** How far somebody meets a criterion, from 0 to 1. */
const shares: Readonly<Record<CriterionWord, Share>> = {
  fewest_trainings: ({ earlier }) => (earlier === 0 ? 1 : earlier === 1 ? 0.5 : 0),
  has_nib: ({ hasNib }) => Number(hasNib),
  enterprise_kind: ({ enterpriseKind }, { choice = [] }) => Number(choice.includes(enterpriseKind ?? '')),
  regency_chosen: ({ regencyCode }, { choice = [] }) => Number(choice.includes(regencyCode ?? '')),
  regency_rare: ({ regencyCode }, _, { regencies }) => rareness(regencies, regencyCode),
  gender: ({ gender }, { choice = [] }, { genders }) =>
    choice.includes(fewerApplied) ? rareness(genders, gender) : Number(choice.includes(gender ?? '')),
  age: ({ age }, { from = 0, to = Infinity }) => Number(age !== null && age >= from && age <= to),
  complete: ({ completeness }) => completeness,
  early: ({ id }, _, { places }) => (places.size < 2 ? 1 : 1 - (places.get(id) ?? 0) / (places.size - 1)),
};

/** 1 for the smallest group, 0 for the largest; 1 for all when there is but one size. */
function rareness(counts: ReadonlyMap<string, number>, group: string | null): number {
  const own = counts.get(group ?? '');
  if (own === undefined) return 0;
  const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())];
  return least === most ? 1 : (most - own) / (most - least);
}

/**
 * The applicants by points, the most first; equal points by order of registering. The same applicants and criteria give
 * the same ranking.
 */
export function rank<A extends Applicant>(applicants: readonly A[], criteria: readonly Criterion[]): Ranked<A>[] {
  const inOrder = [...applicants].sort((a, b) => a.sequence - b.sequence);
  const field: Field = {
    regencies: countedBy(inOrder.map(({ regencyCode }) => regencyCode)),
    genders: countedBy(inOrder.map(({ gender }) => gender)),
    places: new Map(inOrder.map(({ id }, place) => [id, place])),
  };
  const weighed = inOrder.map((applicant) => {
    const points = criteria.map((criterion) => ({
      criterion,
      points: oneDecimal(criterion.weight * shares[criterion.word](applicant, criterion, field)),
    }));
    return { applicant, points, total: oneDecimal(points.reduce((sum, one) => sum + one.points, 0)) };
  });
  return weighed.sort((a, b) => b.total - a.total).map((one, place) => ({ ...one, rank: place + 1 }));
}

function countedBy(values: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Whether there is still something to decide about somebody. */
export function isUndecided({ status }: Pick<Applicant, 'status'>): boolean {
  return status === 'submitted' || status === 'waitlisted';
}

/** Of those who are undecided the best ranked who fit: into the batch and into each quota that counts them; a group whole or not at all. */
export function proposal<A extends Applicant>(
  ranking: readonly Ranked<A>[],
  batch: Room,
  quotas: readonly (QuotaCriterion & Room)[],
): A[] {
  const undecided = ranking.map(({ applicant }) => applicant).filter(isUndecided);
  return whoIsNext(undecided, batch, quotas);
}

/** A group whose filling is watched while people are chosen. */
export interface Group {
  readonly kind: 'seats' | 'quota' | 'regency' | 'gender';
  /** The quota's id, the code of the kabupaten/kota, the gender; empty for all seats. */
  readonly of: string;
  /** Those who have a seat already. */
  readonly taken: number;
  /** Seats of batch and quotas; applicants of the others. */
  readonly most: number;
}

/** Seats, quotas in their order, kabupaten/kota by code, genders. */
export function groupsOf(
  applicants: readonly Applicant[],
  batch: Room,
  quotas: readonly (QuotaCriterion & Room)[],
): Group[] {
  const group = (kind: 'regency' | 'gender', of: string, own: readonly Applicant[]): Group => {
    const taken = own.filter(({ status }) => status === 'confirmed').length;
    return { kind, of, taken, most: own.length };
  };
  const grouped = (kind: 'regency' | 'gender', name: (applicant: Applicant) => string | null) => {
    const names = [...new Set(applicants.map(name))].filter((one) => one !== null).sort();
    return names.map((of) =>
      group(
        kind,
        of,
        applicants.filter((one) => name(one) === of),
      ),
    );
  };
  return [
    { kind: 'seats', of: '', taken: batch.taken, most: batch.capacity },
    ...quotas.map(({ id, taken, capacity }): Group => ({ kind: 'quota', of: id, taken, most: capacity })),
    ...grouped('regency', ({ regencyCode }) => regencyCode),
    ...grouped('gender', ({ gender }) => gender),
  ];
}

/** The names of the groups that somebody fills, as `groupKey` writes them. */
export function groupsFilledBy(applicant: Registrant, quotas: readonly QuotaCriterion[]): string[] {
  const { regencyCode, gender } = applicant;
  return [
    groupKey({ kind: 'seats', of: '' }),
    ...matchingQuotas(quotas, applicant).map(({ id }) => groupKey({ kind: 'quota', of: id })),
    ...(regencyCode === null ? [] : [groupKey({ kind: 'regency', of: regencyCode })]),
    ...(gender === null ? [] : [groupKey({ kind: 'gender', of: gender })]),
  ];
}

export function groupKey({ kind, of }: Pick<Group, 'kind' | 'of'>): string {
  return `${kind}:${of}`;
}
