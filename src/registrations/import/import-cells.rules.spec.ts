import { describe, expect, it } from '@jest/globals';
import {
  given,
  hasLostDigits,
  isCooperativeName,
  isErrorCell,
  readDay,
  readGender,
  readKind,
  readRole,
  readScale,
} from './import-cells.rules.js';
import { readRegency } from './import-regency.rules.js';

const meaning = (reading: object | undefined) =>
  reading === undefined ? undefined : 'value' in reading ? reading.value : `!${(reading as { code: string }).code}`;

describe('cells of a spreadsheet', () => {
  it.each([
    ['18 Februari 2002', '2002-02-18'],
    ['18 Pebruari 2002', '2002-02-18'],
    ['Banjarmasin, 8 Agustus 1990', '1990-08-08'],
    ['18/02/2002', '2002-02-18'],
    ['8-2-2002', '2002-02-08'],
    ['18.02.2002', '2002-02-18'],
    ['18-Feb-2002', '2002-02-18'],
    ['2002-02-18', '2002-02-18'],
    ['2002-02-18T00:00:00', '2002-02-18'],
    ['37305', '2002-02-18'],
    ['', undefined],
    ['02/18/2002', '!day_unreadable'],
    ['18-02-02', '!day_unreadable'],
    ['30 Februari 2002', '!day_unreadable'],
    ['18 Foo 2002', '!day_unreadable'],
    ['2002', '!day_unreadable'],
  ])('the day %j is %j', (text, expected) => {
    expect(meaning(readDay(text))).toBe(expected);
  });

  it.each([
    [readGender, 'L', 'male'],
    [readGender, 'Laki-laki', 'male'],
    [readGender, 'Lk.', 'male'],
    [readGender, 'PEREMPUAN', 'female'],
    [readGender, 'Pr', 'female'],
    [readGender, 'X', '!gender_unreadable'],
    [readKind, 'UMKM', 'umkm'],
    [readKind, 'Koperasi', 'cooperative'],
    [readKind, 'Calon Wirausaha', 'aspiring'],
    [readKind, 'PNS', '!kind_unreadable'],
    [readRole, 'Ketua', 'board'],
    [readRole, 'Anggota', 'member'],
    [readRole, 'Raja', '!role_unreadable'],
    [readScale, 'Usaha Mikro', 'micro'],
    [readScale, 'Besar', '!scale_unreadable'],
    [readScale, '', undefined],
  ])('%p reads %j as %j', (read, text, expected) => {
    expect(meaning(read(text))).toBe(expected);
  });

  it.each([
    ['Kota Banjarmasin', '63.71'],
    ['banjarmasin', '63.71'],
    ['Kab. Banjar', '63.03'],
    ['BANJAR', '63.03'],
    ['Kabupaten Hulu Sungai Selatan', '63.06'],
    ['Kotabaru', '63.02'],
    ['Kab. Kota Baru', '63.02'],
    ['63.71', '63.71'],
    ['6371', '63.71'],
    ['9999', '!regency_unreadable'],
    ['Atlantis', '!regency_unreadable'],
    ['Bandung', '!regency_ambiguous'],
    ['Kota Bandung', '32.73'],
    ['', undefined],
  ])('the region %j is %j', (text, expected) => {
    expect(meaning(readRegency(text, '63'))).toBe(expected);
  });

  it('that say that there is nothing are empty', () => {
    expect(['-', ' ', 'Tidak ada', 'belum punya', 'Ada', undefined].map(given)).toEqual(['', '', '', '', 'Ada', '']);
  });

  it('that lost digits or hold an error are known', () => {
    expect(['6.37E+15', '6,37105E+15', '6.37105120388078e15', '6371051203880777', 'E15'].map(hasLostDigits)).toEqual([
      ...[true, true, true, false, false],
    ]);
    expect(['#N/A', '#REF!', '########', '#1', 'N/A'].map(isErrorCell)).toEqual([true, true, true, false, false]);
  });

  it('that name a cooperative are told from others', () => {
    expect(['KUD Maju', 'Koperasi Sejahtera', 'Kopi Aranio', 'Kue KUD'].map(isCooperativeName)).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
