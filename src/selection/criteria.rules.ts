import type { FieldError } from '../kernel/problems.js';
import { fewerApplied, type Criterion, type CriterionWord } from './selection.rules.js';

/** What may be preferred, for the criteria that ask it. */
const choices: Partial<Readonly<Record<CriterionWord, (word: string) => boolean>>> = {
  enterprise_kind: (word) => ['umkm', 'cooperative'].includes(word),
  gender: (word) => ['female', 'male', fewerApplied].includes(word),
  regency_chosen: (word) => /^\d\d\.\d\d$/.test(word),
};

/** What is wrong with criteria; fields are named `criteria.0.choice`. */
export function criteriaErrors(criteria: readonly Criterion[]): FieldError[] {
  return criteria.flatMap((criterion, index) =>
    faultsOf(criterion).map(({ field, code }) => ({ field: `criteria.${index}.${field}`, code })),
  );
}

function faultsOf(criterion: Criterion): FieldError[] {
  const { word, choice = [] } = criterion;
  const allowed = choices[word];
  if (allowed === undefined) return word === 'age' ? agesAtFault(criterion) : [];
  if (choice.length === 0) return [{ field: 'choice', code: 'required' }];
  return choice.every(allowed) ? [] : [{ field: 'choice', code: 'not_allowed' }];
}

function agesAtFault({ from, to }: Criterion): FieldError[] {
  if (from === undefined && to === undefined) return [{ field: 'from', code: 'required' }];
  return from !== undefined && to !== undefined && from > to ? [{ field: 'to', code: 'too_small' }] : [];
}

/** As they are kept: the heaviest first, and of each only what it is about. */
export function tidied(criteria: readonly Criterion[]): Criterion[] {
  return criteria
    .map(({ word, weight, choice, from, to }) => ({
      ...{ word, weight },
      ...(word in choices && choice !== undefined ? { choice: [...new Set(choice)].sort() } : {}),
      ...(word === 'age' && from !== undefined ? { from } : {}),
      ...(word === 'age' && to !== undefined ? { to } : {}),
    }))
    .sort((a, b) => b.weight - a.weight);
}

/** Whole years of somebody born on a day, on another day; both YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
