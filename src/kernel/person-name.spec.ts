import { describe, expect, it } from '@jest/globals';
import { parseName, sortKey } from './person-name.js';

describe('parseName', () => {
  it.each([
    ['Siti', 'Siti'],
    ['Hj. Norhasanah', 'Hj. Norhasanah'],
    ['Muhammad Ramadhani, S.E.', 'Muhammad Ramadhani, S.E.'],
    ["  Nur'aini   Al-Banjari ", "Nur'aini Al-Banjari"],
    ['Ahmad Syarwani\u00a0bin H. Idris', 'Ahmad Syarwani bin H. Idris'],
    ['Re\u0301ne\u0301e', 'R\u00e9n\u00e9e'],
    ['siti AMINAH', 'siti AMINAH'],
    ['陈美玲', '陈美玲'],
    ['a'.repeat(100), 'a'.repeat(100)],
  ])('reads %j', (text, name) => {
    expect(parseName(text)).toEqual({ ok: true, name });
  });

  it.each(['', '   ', '\t\n', '\u00a0'])('asks for a name where there is %j', (text) => {
    expect(parseName(text)).toEqual({ ok: false, code: 'required' });
  });

  it.each([
    'Siti\u0000',
    'Si\nti',
    'Si\r\nBcc: x@y.example',
    'Siti\u202e',
    'Si\u200bti',
    'Siti\ud800',
    '1234',
    '...',
    '🙂',
    '\u3164',
  ])('refuses %j', (text) => {
    expect(parseName(text)).toEqual({ ok: false, code: 'name_chars' });
  });

  it('takes a hundred characters and no more', () => {
    expect(parseName('a'.repeat(101))).toEqual({ ok: false, code: 'name_too_long', params: { max: 100 } });
  });
});

describe('sortKey', () => {
  it.each([
    ['Hj. Norhasanah', 'norhasanah'],
    ['Hj Norhasanah', 'norhasanah'],
    ['H. Ahmad', 'ahmad'],
    ['H.Ahmad', 'ahmad'],
    ['K.H. Idris', 'idris'],
    ['Prof. Dr. H. Budi Santoso, M.Si.', 'budi santoso'],
    ['dr. Rina', 'rina'],
    ['Drs. Irwan', 'irwan'],
    ['Muhammad Ramadhani, S.E.', 'muhammad ramadhani'],
    ['Renée', 'renee'],
    ['Gt. Rahmat', 'gt. rahmat'],
    ['Hasan', 'hasan'],
    ['Irma', 'irma'],
    ['Dr', 'dr'],
    ['H.', 'h.'],
    [', S.E.', ', s.e.'],
  ])('of %j is %j', (name, key) => {
    expect(sortKey(name)).toBe(key);
  });

  it('puts titled names where readers look for them', () => {
    const names = ['Hj. Zahra', 'Dr. Budi', 'Siti', 'H. Ahmad'];
    const sorted = names.toSorted((a, b) => sortKey(a).localeCompare(sortKey(b), 'id'));
    expect(sorted).toEqual(['H. Ahmad', 'Dr. Budi', 'Siti', 'Hj. Zahra']);
  });
});
