import { describe, expect, it } from '@jest/globals';
import { changedFields, warningsAfter, type Correctable } from './correction.rules.js';

const enterprise = {
  kind: 'cooperative',
  name: 'Koperasi Maju',
  nib: null,
  cooperativeNumber: null,
  sector: null,
  scale: null,
  regencyCode: null,
} as const;
const before: Correctable = {
  name: 'Hj. Siti',
  gender: 'female',
  phone: '+6281250001234',
  email: null,
  regencyCode: '63.71',
  address: null,
  role: 'member',
  enterprise,
};

describe('changedFields', () => {
  it.each([
    ['nothing', {}, []],
    ['a name, which is personal', { name: 'Hj. Sitti' }, [['name', 'Hj. Siti', 'Hj. Sitti', false]]],
    ['a regency, which is not', { regencyCode: '63.72' }, [['regencyCode', '63.71', '63.72', true]]],
    [
      "an enterprise's name",
      { enterprise: { ...enterprise, name: 'Koperasi Jaya' } },
      [['enterprise.name', 'Koperasi Maju', 'Koperasi Jaya', false]],
    ],
    [
      'an enterprise that is none any more',
      { enterprise: null },
      [
        ['enterprise.kind', 'cooperative', null, true],
        ['enterprise.name', 'Koperasi Maju', null, false],
      ],
    ],
  ])('tells %s', (_, change, expected) => {
    const told = changedFields(before, { ...before, ...change });
    expect(told.map(({ field, before: old, after, plain }) => [field, old, after, plain])).toEqual(expected);
  });
});

describe('warningsAfter', () => {
  const gender = { field: 'participant.gender', code: 'nik_gender_mismatch' };
  const birth = { field: 'participant.birthDate', code: 'nik_birth_date_mismatch' };

  it.each([
    [[birth], false, true, [birth]],
    [[birth], true, true, [birth, gender]],
    [[birth, gender], true, true, [birth]],
    [[], true, false, []],
  ])('%j, gender changed: %s, with NIK: %s', (warnings, genderChanged, hasNik, expected) => {
    expect(warningsAfter(warnings, { genderChanged, hasNik })).toEqual(expected);
  });
});
