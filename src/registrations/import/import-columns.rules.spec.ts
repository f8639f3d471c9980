import { describe, expect, it } from '@jest/globals';
import {
  columnLetter,
  guessColumns,
  headerIndex,
  isNumbering,
  mappingFaults,
  neededFields,
} from './import-columns.rules.js';

describe('the columns of a spreadsheet', () => {
  it.each([
    [
      [
        'No',
        'Nama Lengkap',
        'Nomor KTP',
        'Jenis Kelamin',
        'Tanggal Lahir',
        'Kab/Kota',
        'Telp/HP',
        'Nama Koperasi/UMKM',
      ],
      { name: 1, nik: 2, gender: 3, birthDate: 4, regency: 5, phone: 6, enterprise: 7 },
    ],
    [['no telpon', 'NAMA', 'L/P', 'NIK', 'Kabupaten/Kota'], { phone: 0, name: 1, gender: 2, nik: 3, regency: 4 }],
    [['No_Telpon', 'Nama_Peserta', 'E-mail', 'NIB', 'Jabatan'], { phone: 0, name: 1, email: 2, nib: 3, role: 4 }],
    [['a', 'b'], {}],
  ])('%j', (header, expected) => {
    expect(guessColumns(header)).toEqual(expected);
  });

  it('are named by the row that names most, below titles and blank lines', () => {
    const rows = [['DAFTAR PESERTA'], ['Diklat Keuangan'], ['No', 'Nama', 'NIK'], ['1', 'Rahmah', '63']];
    expect(headerIndex(rows)).toBe(2);
    expect(headerIndex([['a'], ['b']])).toBe(0);
    expect(headerIndex([])).toBe(0);
  });

  it('may be numbered', () => {
    expect([
      isNumbering(['1', '2', '3']),
      isNumbering(['(1)', '(2)', '(3)']),
      isNumbering(['1', 'Rahmah', '3']),
    ]).toEqual([...[true, true, false]]);
  });

  it('have letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  it('are needed as the program asks, once each', () => {
    expect(neededFields({ nik: true, fields: ['nib', 'email'] })).toEqual([
      'name',
      'gender',
      'phone',
      'nik',
      'nib',
      'email',
    ]);
    const needs = { nik: false, fields: [] };
    const columns = { name: 0, gender: 1, phone: 1 };
    expect(mappingFaults({ columns, defaults: {} }, needs)).toEqual([
      { field: 'regency', code: 'column_needed' },
      { field: 'phone', code: 'column_twice' },
    ]);
    expect(mappingFaults({ columns: { ...columns, phone: 2 }, defaults: { regencyCode: '63.71' } }, needs)).toEqual([]);
  });
});
