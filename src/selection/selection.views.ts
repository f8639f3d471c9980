import type { RegistrationStatus } from '../registrations/registration.rules.js';
import type { Candidate } from './applicants.queries.js';
import type { EarlierTraining } from './earlier-trainings.js';
import type { CriterionWord, Ranked } from './selection.rules.js';

/** A place in the ranking, and why. */
export interface RankedView {
  /** From 1. */
  readonly rank: number;
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly status: RegistrationStatus;
  readonly reason: string | null;
  readonly total: number;
  readonly points: readonly { readonly word: CriterionWord; readonly points: number; readonly weight: number }[];
  readonly earlierTrainings: readonly EarlierTraining[];
}

export function rankedJson({ rank, applicant, total, points }: Ranked<Candidate>): RankedView {
  const { id, code, name, status, reason, trainings } = applicant;
  return {
    rank,
    registrationId: id,
    ...{ code, name, status, reason, total },
    points: points.map(({ criterion: { word, weight }, points: own }) => ({ word, points: own, weight })),
    earlierTrainings: trainings,
  };
}
