import { describe, expect, it } from '@jest/globals';
import { ageOn, criteriaErrors, tidied } from './criteria.rules.js';
import type { Criterion } from './selection.rules.js';

describe('criteria', () => {
  it.each<[Criterion, string | undefined]>([
    [{ word: 'has_nib', weight: 1 }, undefined],
    [{ word: 'enterprise_kind', weight: 1 }, 'criteria.0.choice required'],
    [{ word: 'enterprise_kind', weight: 1, choice: ['shop'] }, 'criteria.0.choice not_allowed'],
    [{ word: 'enterprise_kind', weight: 1, choice: ['umkm'] }, undefined],
    [{ word: 'gender', weight: 1, choice: ['fewer'] }, undefined],
    [{ word: 'gender', weight: 1, choice: ['63.71'] }, 'criteria.0.choice not_allowed'],
    [{ word: 'regency_chosen', weight: 1, choice: [] }, 'criteria.0.choice required'],
    [{ word: 'regency_chosen', weight: 1, choice: ['63.71'] }, undefined],
    [{ word: 'age', weight: 1 }, 'criteria.0.from required'],
    [{ word: 'age', weight: 1, from: 17 }, undefined],
    [{ word: 'age', weight: 1, to: 40 }, undefined],
    [{ word: 'age', weight: 1, from: 41, to: 40 }, 'criteria.0.to too_small'],
    [{ word: 'age', weight: 1, from: 40, to: 40 }, undefined],
  ])('%j: %s', (criterion, expected) => {
    const [error] = criteriaErrors([criterion]);
    expect(error && `${error.field} ${error.code}`).toBe(expected);
  });

  it('are kept with the heaviest first and only what each is about', () => {
    expect(
      tidied([
        { word: 'has_nib', weight: 5, choice: ['umkm'], from: 3 },
        { word: 'age', weight: 9, choice: ['x'], from: 17, to: 40 },
        { word: 'gender', weight: 7, choice: ['male', 'female', 'male'], to: 3 },
      ]),
    ).toEqual([
      { word: 'age', weight: 9, from: 17, to: 40 },
      { word: 'gender', weight: 7, choice: ['female', 'male'] },
      { word: 'has_nib', weight: 5 },
    ]);
  });
});

describe('an age', () => {
  it.each([
    ['1990-10-12', '2026-10-12', 36],
    ['1990-10-13', '2026-10-12', 35],
    ['1990-12-01', '2026-01-31', 35],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
  ])('of somebody born on %s is on %s: %d', (birthDate, day, expected) => {
    expect(ageOn(birthDate, day)).toBe(expected);
  });
});
