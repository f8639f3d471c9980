import { describe, expect, it } from '@jest/globals';
import { Regions, regions } from './regions.js';

describe('the regions', () => {
  it('knows the thirteen of Kalimantan Selatan, in the order of their codes and in office form', () => {
    expect(regions.regenciesOf('63').map(({ code, name }) => `${code} ${name}`)).toEqual([
      '63.01 Kabupaten Tanah Laut',
      '63.02 Kabupaten Kotabaru',
      '63.03 Kabupaten Banjar',
      '63.04 Kabupaten Barito Kuala',
      '63.05 Kabupaten Tapin',
      '63.06 Kabupaten Hulu Sungai Selatan',
      '63.07 Kabupaten Hulu Sungai Tengah',
      '63.08 Kabupaten Hulu Sungai Utara',
      '63.09 Kabupaten Tabalong',
      '63.10 Kabupaten Tanah Bumbu',
      '63.11 Kabupaten Balangan',
      '63.71 Kota Banjarmasin',
      '63.72 Kota Banjarbaru',
    ]);
  });

  it('knows 38 provinces and 514 regencies, each under a province that exists', () => {
    const regencies = regions.provinces.flatMap(({ code }) => regions.regenciesOf(code));
    expect([regions.provinces.length, regencies.length]).toEqual([38, 514]);
  });

  it.each([
    ['31', 'DKI Jakarta'],
    ['34', 'Daerah Istimewa Yogyakarta'],
    ['96', 'Papua Barat Daya'],
  ])('spells province %s as %s', (code, name) => {
    expect(regions.province(code)?.name).toBe(name);
  });

  it.each([
    ['31.71', 'Kota Administrasi Jakarta Pusat'],
    ['73.10', 'Kabupaten Pangkajene dan Kepulauan'],
  ])('spells regency %s as %s', (code, name) => {
    expect(regions.regency(code)).toEqual({ code, provinceCode: code.slice(0, 2), name });
  });

  it.each(['6371', '63.99', '63', '', '__proto__', ' 63.71'])('does not know "%s"', (code) => {
    expect(regions.isRegency(code)).toBe(false);
    expect(regions.regency(code)).toBeUndefined();
  });

  it('finds nothing where there is nothing', () => {
    expect(new Regions([], []).regenciesOf('63')).toEqual([]);
  });
});
