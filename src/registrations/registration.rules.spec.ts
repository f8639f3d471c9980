import { describe, expect, it } from '@jest/globals';
import {
  decide,
  extraSeat,
  matchingQuotas,
  registrationStatuses,
  seatWishes,
  whoIsNext,
  type AdmissionDecision,
  type RegistrationEvent,
  type RegistrationStatus,
} from './registration.rules.js';

const events: Readonly<Record<string, RegistrationEvent>> = {
  'submit automatic': { name: 'submit', admission: 'automatic' },
  'submit selection': { name: 'submit', admission: 'selection' },
  confirm: { name: 'admit', decision: 'confirm' },
  reject: { name: 'admit', decision: 'reject' },
  waitlist: { name: 'admit', decision: 'waitlist' },
  promote: { name: 'promote' },
  cancel: { name: 'cancel' },
};

/** One row per state, one column per event, in the order above; `!` marks a refusal. */
const withSeat: Readonly<Record<string, readonly string[]>> = {
  none: ['confirmed', 'submitted', '!waiting', '!waiting', '!waiting', '!waiting', '!waiting'],
  submitted: ['!exists', '!exists', 'confirmed', 'rejected', 'waitlisted', '!waiting', 'cancelled'],
  confirmed: ['!exists', '!exists', 'confirmed', '!confirmed', '!confirmed', '!waiting', 'cancelled'],
  waitlisted: ['!exists', '!exists', 'confirmed', 'rejected', 'waitlisted', 'confirmed', 'cancelled'],
  rejected: ['!exists', '!exists', '!rejected', 'rejected', '!rejected', '!waiting', '!rejected'],
  cancelled: ['!exists', '!exists', '!cancelled', '!cancelled', '!cancelled', '!waiting', 'cancelled'],
};

/** Where a full batch makes a difference. */
const whenFull: Readonly<Record<string, string>> = {
  'none/submit automatic': 'waitlisted',
  'submitted/confirm': '!full',
  'waitlisted/confirm': '!full',
  'waitlisted/promote': '!full',
};

const refusals: Readonly<Record<string, string>> = {
  '!exists': 'registration_exists',
  '!waiting': 'registration_not_waitlisted',
  '!confirmed': 'registration_confirmed',
  '!rejected': 'registration_rejected',
  '!cancelled': 'registration_cancelled',
};

const cells = Object.entries(withSeat).flatMap(([from, row]) =>
  Object.keys(events).map((name, column) => [from, name, row[column] ?? ''] as const),
);

function told(from: string, name: string, seat: 'free' | 'batch_full' | 'quota_full'): string {
  const verdict = decide(from === 'none' ? null : (from as RegistrationStatus), events[name]!, seat);
  return 'next' in verdict ? verdict.next : verdict.refused;
}

describe('decide', () => {
  it('knows every state', () => {
    expect(Object.keys(withSeat).sort()).toEqual(['none', ...registrationStatuses].sort());
  });

  it.each(cells)('%s, %s: %s', (from, name, expected) => {
    expect(told(from, name, 'free')).toBe(refusals[expected] ?? expected);
  });

  it.each(cells)('%s, %s without a seat', (from, name, expected) => {
    for (const seat of ['batch_full', 'quota_full'] as const) {
      const full = whenFull[`${from}/${name}`]?.replace('!full', seat);
      expect(told(from, name, seat)).toBe(full ?? refusals[expected] ?? expected);
    }
  });

  it('never confirms without a seat anyone who has none', () => {
    for (const from of registrationStatuses.filter((status) => status !== 'confirmed')) {
      for (const decision of ['confirm', 'reject', 'waitlist'] satisfies AdmissionDecision[]) {
        expect(decide(from, { name: 'admit', decision }, 'batch_full')).not.toEqual({ next: 'confirmed' });
      }
    }
  });
});

const everybody = { regencyCode: null, enterpriseKind: null, gender: null };
const banjarmasin = { ...everybody, regencyCode: '63.71' };

describe('matchingQuotas', () => {
  const quotas = [
    { ...banjarmasin, id: 'b' },
    { ...everybody, id: 'a', gender: 'female' },
    { ...banjarmasin, id: 'c', enterpriseKind: 'cooperative' },
  ];

  it.each([
    [{ regencyCode: '63.71', enterpriseKind: 'umkm', gender: 'female' }, ['a', 'b']],
    [{ regencyCode: '63.71', enterpriseKind: 'cooperative', gender: 'male' }, ['b', 'c']],
    [{ regencyCode: '63.72', enterpriseKind: 'cooperative', gender: 'male' }, []],
    [{ regencyCode: null, enterpriseKind: null, gender: null }, []],
  ])('%j', (registrant, ids) => {
    expect(matchingQuotas(quotas, registrant).map(({ id }) => id)).toEqual(ids);
  });
});

describe('whoIsNext', () => {
  const waiting = [
    { ...everybody, groupId: null, id: 1, gender: 'male' },
    { ...everybody, groupId: null, id: 2, gender: 'female' },
    { ...everybody, groupId: null, id: 3, gender: 'female' },
  ];
  const men = { ...everybody, id: 'men', gender: 'male', capacity: 2, taken: 2 };
  const women = { ...everybody, id: 'women', gender: 'female', capacity: 2, taken: 1 };

  it.each([
    ['nobody when the batch is full', { capacity: 3, taken: 3 }, [], []],
    ['as many as there are seats, in order', { capacity: 5, taken: 3 }, [], [1, 2]],
    ['passes over who meets a full quota', { capacity: 5, taken: 3 }, [men], [2, 3]],
    ['counts those just chosen', { capacity: 9, taken: 3 }, [men, women], [2]],
  ])('%s', (_, batch, quotas, ids) => {
    expect(whoIsNext(waiting, batch, quotas).map(({ id }) => id)).toEqual(ids);
  });
});

describe('whoIsNext with groups', () => {
  const one = (id: number, groupId: string | null = null, gender = 'female') => ({ ...everybody, id, groupId, gender });
  const women = (left: number) => ({ ...everybody, id: 'women', gender: 'female', capacity: 9, taken: 9 - left });
  const room = (free: number) => ({ capacity: 10, taken: 10 - free });

  it.each([
    ['takes a group whole when there are seats for all', room(3), [one(1, 'a'), one(2, 'a'), one(3)], [], [1, 2, 3]],
    [
      'passes over a group that does not fit, for the next who does',
      room(1),
      [one(1, 'a'), one(2, 'a'), one(3)],
      [],
      [3],
    ],
    [
      'passes over it for a smaller group',
      room(2),
      [1, 2, 3].map((id) => one(id, 'a')).concat([one(4, 'b'), one(5, 'b')]),
      [],
      [4, 5],
    ],
    ['takes no part of a group that meets a full quota', room(5), [one(1, 'a'), one(2, 'a')], [women(1)], []],
    ['counts the quotas of all of a group', room(5), [one(1, 'a'), one(2, 'a', 'male'), one(3)], [women(1)], [1, 2]],
    [
      'keeps a group together whose members do not stand side by side',
      room(2),
      [one(1, 'a'), one(2), one(3, 'a')],
      [],
      [1, 3],
    ],
    ['takes what is left of a group', room(1), [one(2, 'a'), one(3)], [], [2]],
  ])('%s', (_, batch, waiting, quotas, ids) => {
    expect(whoIsNext(waiting, batch, quotas).map(({ id }) => id)).toEqual(ids);
  });
});

describe('a seat that staff ask for', () => {
  const states = (seat: 'free' | 'batch_full' | 'quota_full') =>
    (['automatic', 'selection'] as const).flatMap((admission) =>
      seatWishes.map((wish) => {
        const verdict = decide(null, { name: 'submit', admission, wish }, seat);
        return 'next' in verdict ? verdict.next : verdict.refused;
      }),
    );

  it('is given at once or not at all, with selection too; as usual when nothing is asked', () => {
    expect(states('free')).toEqual(['confirmed', 'confirmed', 'confirmed', 'submitted', 'confirmed', 'confirmed']);
    expect(states('batch_full')).toEqual([
      ...['waitlisted', 'batch_full', 'batch_full'],
      ...['submitted', 'batch_full', 'batch_full'],
    ]);
    expect(states('quota_full')).toContain('quota_full');
  });

  it.each([
    [{ capacity: 30, taken: 29, venueSeats: null }, { widens: false }],
    [{ capacity: 30, taken: 30, venueSeats: null }, { refused: 'venue_seats_unknown' }],
    [{ capacity: 30, taken: 30, venueSeats: 31 }, { widens: true }],
    [{ capacity: 31, taken: 31, venueSeats: 31 }, { refused: 'venue_full' }],
  ])('goes as far as the room: %j', (room, verdict) => {
    expect(extraSeat(room)).toEqual(verdict);
  });
});
