import { describe, expect, it } from '@jest/globals';
import * as rules from '../../public/attendant/rules.js';

const person = (name: string, given: Partial<rules.Person> = {}): rules.Person => ({
  registrationId: name,
  code: 'K7M4-9QTX',
  name,
  status: 'confirmed',
  tickets: [`hash of ${name}`],
  mark: null,
  ...given,
});
const present = { status: 'present', checkedInAt: '2026-10-05T00:10:00.000Z', recordedBy: 'Noor Aini' };
const list: rules.List = {
  session: { startsAt: '2026-10-05T00:00:00.000Z', lateAfterMinutes: 15 },
  people: [
    person('Siti'),
    person('Rusdi', { mark: present, code: '0123-4567' }),
    person('Aminah', { status: 'cancelled' }),
    person('Hasan', { mark: { ...present, status: 'absent' } }),
  ],
  elsewhere: ['hash of another event'],
};
const at = '2026-10-05T00:05:00.000Z';
const alone = (hash: string, scans: readonly rules.Held[] = [], when = at) =>
  rules.answerAlone(list, scans, { person: null, hash, at: when, own: 'Budi' });

describe('the answer of a phone without a line', () => {
  it('is a welcome to who is confirmed and not in yet, and tells whether it is late', () => {
    expect(alone('hash of Siti')).toMatchObject({ kind: 'welcome', name: 'Siti', at, late: false });
    expect(alone('hash of Siti', [], '2026-10-05T00:15:00.000Z')).toMatchObject({ late: false });
    expect(alone('hash of Siti', [], '2026-10-05T00:15:00.001Z')).toMatchObject({ late: true });
    expect(alone('hash of Hasan')).toMatchObject({ kind: 'welcome' });
  });

  it('is since when and by whom somebody is in: the earlier of what the server told and what is held here', () => {
    expect(alone('hash of Rusdi')).toMatchObject({ kind: 'already', at: present.checkedInAt, by: 'Noor Aini' });
    const earlier = [{ personId: 'Rusdi', at: '2026-10-05T00:01:00.000Z' }];
    expect(alone('hash of Rusdi', earlier)).toMatchObject({ at: '2026-10-05T00:01:00.000Z', by: 'Budi' });
    const later = [{ personId: 'Rusdi', at: '2026-10-05T00:20:00.000Z' }];
    expect(alone('hash of Rusdi', later)).toMatchObject({ at: present.checkedInAt, by: 'Noor Aini' });
  });

  it('tells who is not confirmed, another event’s ticket, and what it does not know', () => {
    expect(alone('hash of Aminah')).toMatchObject({ kind: 'not_confirmed', name: 'Aminah' });
    expect(alone('hash of another event')).toEqual({ kind: 'wrong_batch' });
    expect(alone('hash of nothing')).toEqual({ kind: 'unknown' });
  });

  it('is kept to be sent unless somebody was sent away', () => {
    const kinds = ['welcome', 'already', 'unknown', 'not_confirmed', 'wrong_batch', 'refused'] as const;
    expect(kinds.filter(rules.isKept)).toEqual(['welcome', 'already', 'unknown']);
  });
});

describe('what the server says', () => {
  it('ends a scan, refuses it for good, leaves it for later, or asks for a sign-in', () => {
    expect([200, 201].map(rules.verdictOf)).toEqual(['done', 'done']);
    expect([404, 409, 422].map(rules.verdictOf)).toEqual(['refused', 'refused', 'refused']);
    expect([408, 429, 500, 503].map(rules.verdictOf)).toEqual(['later', 'later', 'later', 'later']);
    expect([401, 403].map(rules.verdictOf)).toEqual(['sign_in', 'sign_in']);
  });

  it('is told in the same words', () => {
    const thought = alone('hash of Siti');
    const done = { participant: { name: 'Siti', code: 'X' }, checkedInAt: at, recordedBy: 'Rina', status: 'late' };
    const told = (body: Record<string, unknown>, verdict = 'done') => rules.answerTold({ verdict, body }, thought);
    expect(told({ ...done, alreadyCheckedIn: true })).toMatchObject({ kind: 'already', at, by: 'Rina' });
    expect(told({ ...done, alreadyCheckedIn: false })).toMatchObject({ kind: 'welcome', late: true });
    expect(told({ code: 'wrong_batch' }, 'refused')).toEqual({ kind: 'wrong_batch' });
    expect(told({ code: 'not_confirmed' }, 'refused')).toMatchObject({ kind: 'not_confirmed', name: 'Siti' });
    expect(told({ code: 'ticket_unknown' }, 'refused')).toEqual({ kind: 'unknown' });
    expect(told({ code: 'x', detail: 'Sebab' }, 'refused')).toEqual({ kind: 'refused', why: 'Sebab' });
  });
});

describe('the figures at the door', () => {
  it('count people once, whether the server knows of them or this phone, and scans as they are', () => {
    const scans = [
      { personId: 'Siti', at },
      { personId: 'Siti', at },
      { personId: 'Rusdi', at },
      { personId: null, at },
    ];
    expect(rules.figures(list, [])).toEqual({ present: 1, expected: 3, unsent: 0 });
    expect(rules.figures(list, scans)).toEqual({ present: 2, expected: 3, unsent: 4 });
    const marked = rules.withMark(list, { ...present, registrationId: 'Hasan' });
    expect(rules.figures(marked, scans)).toEqual({ present: 3, expected: 3, unsent: 4 });
  });
});

describe('the search', () => {
  const names = (text: string) => rules.search(list, text).map(({ name }) => name);

  it('finds by parts of the name and by the beginning of the code as it is typed, the confirmed first', () => {
    expect(names('si')).toEqual(['Siti']);
    expect(names('ÀMIN')).toEqual(['Aminah']);
    expect(names('k7m4 9qtx')).toEqual(['Hasan', 'Siti', 'Aminah']);
    expect(names('oi23')).toEqual(['Rusdi']);
    expect(names('siti rusdi')).toEqual([]);
    expect(names('s')).toEqual([]);
  });
});

describe('the rest', () => {
  it('tells a ticket by its form, and a scan from the same sight', () => {
    expect([rules.isTicket('A'.repeat(44)), rules.isTicket('A'.repeat(43)), rules.isTicket('https://x')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(rules.isSameSight({ text: 'a', seenAt: 0 }, 'a', 2_999)).toBe(true);
    expect(rules.isSameSight({ text: 'a', seenAt: 0 }, 'a', 3_000)).toBe(false);
    expect(rules.isSameSight({ text: 'a', seenAt: 0 }, 'b', 1)).toBe(false);
  });

  it('forgets what has to be gone, at that instant', () => {
    const kept = [{ keepUntil: '2026-10-06T00:00:00.000Z' }];
    expect(rules.outlived(kept, Date.parse('2026-10-05T23:59:59.999Z'))).toEqual([]);
    expect(rules.outlived(kept, Date.parse('2026-10-06T00:00:00.000Z'))).toEqual(kept);
  });

  it('makes ids of the form that the server asks for', () => {
    expect(rules.newId(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(rules.newId()).not.toBe(rules.newId());
  });
});
