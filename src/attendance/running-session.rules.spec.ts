import { describe, expect, it } from '@jest/globals';
import { sessionAtTheDoor } from './running-session.rules.js';

const at = (time: string) => new Date(`2026-10-20T${time}:00.000Z`);
const session = (id: string, from: string, to: string) => ({ id, startsAt: at(from), endsAt: at(to) });
const day = [session('noon', '05:00', '07:00'), session('morning', '00:00', '03:00')];

describe('the session at the door', () => {
  it.each([
    ['22:00', '2026-10-19', 'morning'],
    ['21:59', '2026-10-19', null],
    ['00:30', '2026-10-20', 'morning'],
    ['02:59', '2026-10-20', 'morning'],
    ['03:00', '2026-10-20', 'noon'],
    ['06:59', '2026-10-20', 'noon'],
    ['07:00', '2026-10-20', null],
  ])('at %s of %s is %j', (time, date, expected) => {
    expect(sessionAtTheDoor(day, new Date(`${date}T${time}:00.000Z`))?.id ?? null).toBe(expected);
  });

  it('of two that overlap is the one that began first, until it ends', () => {
    const both = [session('late', '02:00', '05:00'), session('early', '00:00', '03:00')];
    expect([sessionAtTheDoor(both, at('02:30'))?.id, sessionAtTheDoor(both, at('03:00'))?.id]).toEqual([
      'early',
      'late',
    ]);
  });
});
