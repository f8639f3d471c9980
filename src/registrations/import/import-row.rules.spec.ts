import { describe, expect, it } from '@jest/globals';
import { importFields, type ColumnMapping } from './import-columns.rules.js';
import { figuresOf, repeatedRows } from './import-figures.rules.js';
import { bodyFields, importFieldOf, readRow, rowFaults } from './import-row.rules.js';

const mapping: ColumnMapping = {
  columns: { name: 0, nik: 1, gender: 2, phone: 3, regency: 4, enterprise: 5, role: 6, kind: 7, birthDate: 8 },
  defaults: {},
};
const read = (cells: readonly string[], own: ColumnMapping = mapping) => readRow(cells, own, '63');
const codes = (cells: readonly string[]) => read(cells).faults.map(({ field, code }) => `${field} ${code}`);

describe('a row of a spreadsheet', () => {
  it('is the registration that it means', () => {
    const cells = ['Rahmah', "'6371", 'P', '0812', 'Banjarmasin', 'Kue Lam', '', '', '18 Februari 2002'];
    expect(read(cells)).toEqual({
      body: {
        participant: {
          ...{ name: 'Rahmah', nik: '6371', phone: '0812', gender: 'female' },
          ...{ birthDate: '2002-02-18', regencyCode: '63.71' },
        },
        enterprise: { kind: 'umkm', name: 'Kue Lam' },
        role: 'owner',
      },
      faults: [],
    });
  });

  it.each([
    [['A', '', '', '', '', 'KUD Maju', ''], 'cooperative', undefined],
    [['A', '', '', '', '', 'Maju', 'Ketua'], 'cooperative', 'board'],
    [['A', '', '', '', '', 'Maju', '', 'Koperasi'], 'cooperative', undefined],
    [['A', '', '', '', '', '', '', 'Calon wirausaha'], undefined, 'aspiring'],
    [['A', '', '', '', '', '', ''], undefined, undefined],
  ])('%j is of kind %j and role %j', (cells, kind, role) => {
    const { body } = read(cells);
    expect([(body.enterprise as { kind?: string } | undefined)?.kind, body.role]).toEqual([kind, role]);
  });

  it('takes what holds for all where it says nothing', () => {
    const own = { ...mapping, defaults: { regencyCode: '63.72', kind: 'aspiring' } } as const;
    expect(read(['A'], own).body).toEqual({ participant: { name: 'A', regencyCode: '63.72' }, role: 'aspiring' });
    expect(read(['A', '', '', '', 'Banjarmasin'], own).body).toMatchObject({ participant: { regencyCode: '63.71' } });
  });

  it('names each cell that nobody can read', () => {
    expect(codes(['#N/A', '6.37E+15', 'X', '0812', 'Atlantis', 'Kue', 'Raja', 'PNS', '99'])).toEqual([
      'participant.nik number_lost_digits',
      'participant.name cell_error',
      'participant.regencyCode regency_unreadable',
      'role role_unreadable',
      'enterprise.kind kind_unreadable',
      'participant.gender gender_unreadable',
      'participant.birthDate day_unreadable',
    ]);
    expect(codes(['A', '', '#REF!', '', ''])).toEqual(['participant.gender cell_error']);
  });

  it('is told each fault once', () => {
    const unread = [{ field: 'enterprise.kind', code: 'kind_unreadable' }];
    const refused = ['enterprise', 'role', 'enterprise.kind', 'consent', 'participant.name'].map((field) => ({
      field,
      code: field === 'role' ? 'enterprise_or_role' : 'required',
    }));
    expect(rowFaults(unread, refused).map(({ field }) => field)).toEqual(['enterprise.kind', 'participant.name']);
    expect(rowFaults([], refused.slice(0, 2)).map(({ field }) => field)).toEqual(['enterprise']);
  });

  it('has a column for every field of the body', () => {
    expect(importFields.map((field) => importFieldOf(bodyFields[field]))).toEqual(importFields);
    expect([importFieldOf('enterprise'), importFieldOf('consent')]).toEqual(['enterprise', null]);
  });

  it('repeats an earlier one of the same person', () => {
    const rows = ['a', 'b', 'a', 'a'].map((person, index) => ({ number: index + 2, person }));
    expect([...repeatedRows(rows)]).toEqual([
      [4, 2],
      [5, 2],
    ]);
  });

  it('is counted by what becomes of it', () => {
    const states = ['new', 'new', 'there', 'faulty'] as const;
    expect(figuresOf(states.map((state, number) => ({ number, state, faults: [] })))).toEqual({
      ...{ rows: 4, fresh: 2, there: 1, faulty: 1 },
    });
  });
});
