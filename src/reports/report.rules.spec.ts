import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenSums, countGroups, countRegions, countTotals, Tally, type CountedPerson } from './report.rules.js';

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

function tallyOf(people: readonly CountedPerson[]): Tally {
  const tally = new Tally(1);
  for (const one of people) {
    tally.add(one);
    if (one.confirmed) tally.addMarks([one.attended ? 'present' : 'none']);
  }
  return tally;
}

function reportOf(people: readonly CountedPerson[]) {
  const tally = tallyOf(people);
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
  const session = { title: 's', day: '2026-10-05', date: '', time: '', lessonHours: 1, ...tally.marksOf(0) };
  return {
    totals: countTotals(tally.people),
    regions: countRegions(tally.people, home),
    groups: countGroups(tally.people),
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

  it('count each person once, however many are alike', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 60 }), (people) => {
        const { totals, regions, sessions } = reportOf(people);
        const confirmed = people.filter((one) => one.confirmed);
        expect(totals.registered.female).toBe(people.filter(({ gender }) => gender === 'female').length);
        expect(totals.neverAttended.total).toBe(confirmed.filter(({ attended }) => !attended).length);
        expect(regions[0]?.attended).toBe(
          confirmed.filter(({ regencyCode, attended }) => regencyCode === '63.01' && attended).length,
        );
        expect(sessions[0]?.present).toBe(confirmed.filter(({ attended }) => attended).length);
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
    expect(countTotals(tallyOf([cancelled]).people)).toMatchObject({
      registered: { total: 1 },
      confirmed: { total: 0 },
      attended: { total: 0 },
      qualified: { total: 0 },
      neverAttended: { total: 0 },
    });
  });
});
