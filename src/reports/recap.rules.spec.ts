import { describe, expect, it } from '@jest/globals';
import { bpsCode, brokenRecapSums, recapOf, type BatchSum, type RecapSums } from './recap.rules.js';

const home = [
  { code: '63.71', name: 'Kota Banjarmasin' },
  { code: '63.01', name: 'Kabupaten Tanah Laut' },
];
const people = (registered: number, attended = 0) => ({
  registered,
  confirmed: registered,
  attended,
  certificates: 0,
  lessonHours: attended * 4,
});
const batch = (given: Partial<BatchSum> = {}): BatchSum => ({
  programId: 'p',
  kind: 'diklat',
  fiscalYear: 2026,
  venueRegencyCode: '63.71',
  month: '2026-10',
  ...people(3, 2),
  ...given,
});
const region = { kind: 'diklat', fiscalYear: 2026 } as const;
const sums: RecapSums = {
  batches: [batch(), batch({ kind: 'bimtek', programId: 'q', month: null, venueRegencyCode: '31.71', ...people(1) })],
  regions: [
    { ...region, regencyCode: '63.71', ...people(1, 1) },
    { ...region, regencyCode: '31.71', ...people(1, 1) },
    { ...region, regencyCode: null, ...people(1) },
    { ...region, regencyCode: '63.01', kind: 'bimtek', ...people(1) },
  ],
  genders: [
    { word: 'female', ...people(3, 2) },
    { word: null, ...people(1) },
  ],
  groups: [
    { word: 'umkm', ...people(2, 2) },
    { word: null, ...people(2) },
  ],
};

describe('a recap', () => {
  it('lists all kabupaten/kota in code order with both codes, then outside, then unknown', () => {
    const { regions } = recapOf(sums, home, null);
    expect(
      regions.map(({ code, bpsCode: bps, kind, registered, batches }) => [code, bps, kind, registered, batches]),
    ).toEqual([
      ['63.01', '6301', 'regency', 1, 0],
      ['63.71', '6371', 'regency', 1, 1],
      [null, null, 'outside', 1, 1],
      [null, null, 'unknown', 1, 0],
    ]);
    expect(bpsCode('63.71')).toBe('6371');
  });

  it('counts each program once, and whoever told nothing as unknown', () => {
    const { totals, kinds, genders, groups } = recapOf({ ...sums, batches: [batch(), batch()] }, home, null);
    expect([totals.programs, totals.batches]).toEqual([1, 2]);
    expect(kinds.map(({ kind, programs, batches }) => [kind, programs, batches])).toEqual([
      ['diklat', 1, 2],
      ['bimtek', 0, 0],
      ['dialog', 0, 0],
    ]);
    expect(genders.map(({ gender, registered }) => [gender, registered])).toEqual([
      ['male', 0],
      ['female', 3],
      ['unknown', 1],
    ]);
    expect(groups.map(({ kind, registered }) => [kind, registered])).toEqual([
      ['umkm', 2],
      ['cooperative', 0],
      ['none', 2],
    ]);
  });

  it('shows every month of a year that was asked for, else those in which something began; undated ones last', () => {
    const months = recapOf(sums, home, 2026).months.map(({ month }) => month);
    expect([months.length, months[0], months.at(-1)]).toEqual([13, '2026-01', null]);
    expect(recapOf(sums, home, null).months.map(({ month, registered }) => [month, registered])).toEqual([
      ['2026-10', 3],
      [null, 1],
    ]);
  });

  it('adds up, and says where it does not', () => {
    expect(brokenRecapSums(recapOf(sums, home, 2026))).toEqual([]);
    const lost = { ...sums, genders: sums.genders.slice(1) };
    expect(brokenRecapSums(recapOf(lost, home, 2026))).toEqual([
      'registered of genders',
      'confirmed of genders',
      'attended of genders',
      'lessonHours of genders',
    ]);
  });

  it('gives the ministry’s portal one line for each region, kind and year in which something was', () => {
    expect(recapOf(sums, home, null).realisation).toEqual([
      {
        code: '63.71',
        bpsCode: '6371',
        region: 'regency',
        kind: 'diklat',
        fiscalYear: 2026,
        participants: 1,
        batches: 1,
      },
      { code: null, bpsCode: null, region: 'outside', kind: 'diklat', fiscalYear: 2026, participants: 1, batches: 0 },
      { code: null, bpsCode: null, region: 'outside', kind: 'bimtek', fiscalYear: 2026, participants: 0, batches: 1 },
    ]);
  });
});
