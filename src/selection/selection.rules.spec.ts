import { describe, expect, it } from '@jest/globals';
import {
  groupKey,
  groupsFilledBy,
  groupsOf,
  proposal,
  rank,
  type Applicant,
  type Criterion,
} from './selection.rules.js';

const anybody: Applicant = {
  id: 'a',
  sequence: 1,
  groupId: null,
  status: 'submitted',
  regencyCode: '63.71',
  enterpriseKind: 'umkm',
  gender: 'female',
  hasNib: false,
  age: 30,
  completeness: 0.5,
  earlier: 0,
};

const people = (...changes: readonly Partial<Applicant>[]): Applicant[] =>
  changes.map((change, index) => ({ ...anybody, id: 'abcdefgh'.charAt(index), sequence: index + 1, ...change }));

const totals = (applicants: readonly Applicant[], ...criteria: readonly Criterion[]) =>
  rank(applicants, criteria).map(({ applicant, total }) => `${applicant.id} ${total}`);

describe('the ranking of applicants', () => {
  it('is the order of registering without criteria, and among equals', () => {
    const applicants = people({ sequence: 3 }, { sequence: 1 }, { sequence: 2 });
    expect(totals(applicants)).toEqual(['b 0', 'c 0', 'a 0']);
    expect(totals(applicants, { word: 'age', weight: 10, from: 17 })).toEqual(['b 10', 'c 10', 'a 10']);
  });

  it.each<[Criterion, readonly Partial<Applicant>[], readonly string[]]>([
    [
      { word: 'fewest_trainings', weight: 30 },
      [{ earlier: 2 }, { earlier: 1 }, { earlier: 0 }],
      ['c 30', 'b 15', 'a 0'],
    ],
    [{ word: 'has_nib', weight: 7 }, [{ hasNib: false }, { hasNib: true }], ['b 7', 'a 0']],
    [
      { word: 'enterprise_kind', weight: 5, choice: ['cooperative'] },
      [{ enterpriseKind: null }, { enterpriseKind: 'cooperative' }, { enterpriseKind: 'umkm' }],
      ['b 5', 'a 0', 'c 0'],
    ],
    [
      { word: 'regency_chosen', weight: 5, choice: ['63.02', '63.05'] },
      [{ regencyCode: '63.71' }, { regencyCode: '63.05' }, { regencyCode: null }],
      ['b 5', 'a 0', 'c 0'],
    ],
    [
      { word: 'regency_rare', weight: 10 },
      [
        ...[{ regencyCode: '63.71' }, { regencyCode: '63.71' }, { regencyCode: '63.71' }],
        ...[{ regencyCode: '63.02' }, { regencyCode: '63.02' }, { regencyCode: '63.05' }, { regencyCode: null }],
      ],
      ['f 10', 'd 5', 'e 5', 'a 0', 'b 0', 'c 0', 'g 0'],
    ],
    [{ word: 'regency_rare', weight: 10 }, [{}, {}], ['a 10', 'b 10']],
    [
      { word: 'gender', weight: 4, choice: ['fewer'] },
      [{ gender: 'male' }, { gender: 'male' }, { gender: 'female' }],
      ['c 4', 'a 0', 'b 0'],
    ],
    [
      { word: 'gender', weight: 4, choice: ['male'] },
      [{ gender: null }, { gender: 'female' }, { gender: 'male' }],
      ['c 4', 'a 0', 'b 0'],
    ],
    [
      { word: 'age', weight: 3, from: 17, to: 35 },
      [{ age: 36 }, { age: 35 }, { age: 17 }, { age: 16 }, { age: null }],
      ['b 3', 'c 3', 'a 0', 'd 0', 'e 0'],
    ],
    [{ word: 'complete', weight: 10 }, [{ completeness: 1 / 3 }, { completeness: 1 }], ['b 10', 'a 3.3']],
    [{ word: 'early', weight: 10 }, [{ sequence: 9 }, { sequence: 4 }, { sequence: 2 }], ['c 10', 'b 5', 'a 0']],
    [{ word: 'early', weight: 10 }, [{}], ['a 10']],
  ])('%j', (criterion, changes, expected) => {
    expect(totals(people(...changes), criterion)).toEqual(expected);
  });

  it('adds up, and tells the points of each criterion', () => {
    const applicants = people({ hasNib: true, earlier: 1 }, { earlier: 0 });
    const criteria: Criterion[] = [
      { word: 'fewest_trainings', weight: 40 },
      { word: 'has_nib', weight: 15 },
    ];
    const [first, second] = rank(applicants, criteria);
    expect([first?.applicant.id, first?.rank, first?.points.map(({ points }) => points)]).toEqual(['b', 1, [40, 0]]);
    expect([second?.total, second?.rank, second?.points.map(({ points }) => points)]).toEqual([35, 2, [20, 15]]);
  });
});

describe('what is proposed', () => {
  const batch = { capacity: 3, taken: 1 };
  const quota = (id: string, regencyCode: string | null, gender: string | null, capacity: number) => ({
    ...{ id, regencyCode, gender, capacity },
    enterpriseKind: null,
    taken: 0,
  });

  it('are the best who are undecided, as many as fit', () => {
    const ranking = rank(people({ status: 'confirmed' }, { status: 'rejected' }, {}, { status: 'waitlisted' }, {}), []);
    expect(proposal(ranking, batch, []).map(({ id }) => id)).toEqual(['c', 'd']);
  });

  it('passes over whoever meets a full quota, and takes the next', () => {
    const ranking = rank(people({}, {}, { regencyCode: '63.02' }, { gender: 'male' }), []);
    const quotas = [quota('q', '63.71', 'female', 1)];
    expect(proposal(ranking, batch, quotas).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('takes a group whole or not at all', () => {
    const ranking = rank(people({ groupId: 'g' }, {}, { groupId: 'g' }), []);
    expect(proposal(ranking, { capacity: 1, taken: 0 }, []).map(({ id }) => id)).toEqual(['b']);
    expect(proposal(ranking, { capacity: 2, taken: 0 }, []).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('the groups that fill', () => {
  const quota = { id: 'q', regencyCode: '63.02', enterpriseKind: null, gender: null, capacity: 2, taken: 1 };

  it('are seats and quotas by their counters, kabupaten/kota and genders by those who applied', () => {
    const applicants = people({ status: 'confirmed' }, { regencyCode: '63.02' }, { gender: null, regencyCode: null });
    const groups = groupsOf(applicants, { capacity: 10, taken: 1 }, [quota]);
    expect(groups.map((group) => `${groupKey(group)} ${group.taken}/${group.most}`)).toEqual([
      'seats: 1/10',
      'quota:q 1/2',
      'regency:63.02 0/1',
      'regency:63.71 1/1',
      'gender:female 1/2',
    ]);
  });

  it('are named by whoever fills them', () => {
    const [inside] = people({ regencyCode: '63.02', gender: 'male' });
    expect(groupsFilledBy(inside!, [quota])).toEqual(['seats:', 'quota:q', 'regency:63.02', 'gender:male']);
    const [outside] = people({ regencyCode: null, gender: null });
    expect(groupsFilledBy(outside!, [quota])).toEqual(['seats:']);
  });
});
