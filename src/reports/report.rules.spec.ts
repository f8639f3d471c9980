import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenSums, countGroups, countMarks, countRegions, countTotals, type CountedPerson } from './report.rules.js';

const home = [
  { code: '63.71', name: 'Kota Banjarmasin' },
  { code: '63.01', name: 'Kabupaten Tanah Laut' },
];

const person = fc.record<CountedPerson>({
  confirmed: fc.boolean(),
  gender: fc.constantFrom('male', 'female', null),
  regencyCode: fc.constantFrom('63.01', '63.71', '31.71', null),
  kind: fc.constantFrom('umkm', 'cooperative', 'none'),
  attended: fc.boolean(),
  qualified: fc.boolean(),
});

function reportOf(people: readonly CountedPerson[]) {
  const participants = people
    .filter(({ confirmed }) => confirmed)
    .map(({ attended }) => ({
      name: 'n',
      gender: null,
      enterprise: null,
      regency: null,
      marks: [attended ? ('present' as const) : ('none' as const)],
      percentage: 0,
      qualified: false,
    }));
  const session = { title: 's', day: '2026-10-05', date: '', time: '', lessonHours: 1, ...countMarks(participants, 0) };
  return {
    totals: countTotals(people),
    regions: countRegions(people, home),
    groups: countGroups(people),
    sessions: [session],
    participants,
  };
}

describe('the figures of a report', () => {
  it('add up, whoever registered', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 60 }), (people) => {
        expect(brokenSums(reportOf(people))).toEqual([]);
      }),
    );
  });

  it('are found out when they don’t', () => {
    const report = reportOf([
      { confirmed: true, gender: 'male', regencyCode: '63.71', kind: 'umkm', attended: true, qualified: true },
    ]);
    expect(brokenSums({ ...report, regions: report.regions.slice(0, 1) })).toEqual([
      'registered by region',
      'confirmed by region',
      'attended by region',
      'qualified by region',
    ]);
    expect(brokenSums({ ...report, participants: [] })).toEqual(['participants', 'marks of s']);
    const registered = { ...report.totals.registered, female: 3 };
    expect(brokenSums({ ...report, totals: { ...report.totals, registered } })).toEqual(['registered by gender']);
  });

  it('list every kabupaten/kota of the province in code order, then outside, then unknown', () => {
    expect(countRegions([], home).map(({ code, kind }) => code ?? kind)).toEqual([
      '63.01',
      '63.71',
      'outside',
      'unknown',
    ]);
  });

  it('count attendance only of who is confirmed', () => {
    const cancelled = {
      confirmed: false,
      gender: null,
      regencyCode: null,
      kind: 'none',
      attended: true,
      qualified: true,
    } as const;
    expect(countTotals([cancelled])).toMatchObject({
      registered: { total: 1 },
      confirmed: { total: 0 },
      attended: { total: 0 },
      qualified: { total: 0 },
      neverAttended: { total: 0 },
    });
  });
});
