import { describe, expect, it } from '@jest/globals';
import { isMonth, monthAfter, weeksOf } from './month.rules.js';

describe('the weeks of a month', () => {
  it('begin on Mondays, with blanks before the first and after the last day', () => {
    const weeks = weeksOf('2026-10');
    expect(weeks[0]).toEqual([null, null, null, '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']);
    expect(weeks.at(-1)).toEqual([
      ...['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31'],
      null,
    ]);
  });

  it.each([
    ['2027-02', 4],
    ['2026-02', 5],
    ['2026-08', 6],
  ])('of %s are %i', (month, count) => {
    expect(weeksOf(month)).toHaveLength(count);
  });

  it('know leap years', () => {
    expect(weeksOf('2028-02').flat()).toContain('2028-02-29');
    expect(weeksOf('2027-02').flat()).not.toContain('2027-02-29');
  });
});

describe('a month', () => {
  it.each(['2026-10', '2026-01'])('is %s', (text) => {
    expect(isMonth(text)).toBe(true);
  });
  it.each(['2026-13', '2026-1', '2026-00', '0026-01', '', undefined])('is not %s', (text) => {
    expect(isMonth(text)).toBe(false);
  });

  it('has neighbours in other years', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
});
