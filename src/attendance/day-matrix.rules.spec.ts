import { describe, expect, it } from '@jest/globals';
import { attendedCount, daysOf, dayToShow, tally } from './day-matrix.rules.js';

describe('the days of a matrix', () => {
  const at = (text: string) => ({ startsAt: new Date(text) });

  it('are those of the clocks in the batch’s zone, in order and each once', () => {
    const sessions = [at('2026-10-20T16:30:00Z'), at('2026-10-19T23:30:00Z'), at('2026-10-20T01:00:00Z')];
    expect(daysOf('Asia/Makassar', sessions)).toEqual(['2026-10-20', '2026-10-21']);
    expect(daysOf('Asia/Jakarta', sessions)).toEqual(['2026-10-20']);
    expect(daysOf('Asia/Makassar', [])).toEqual([]);
  });

  it('open at the one asked for, else at today or the next, else at the last', () => {
    const days = ['2026-10-20', '2026-10-22'];
    expect(dayToShow(days, '2026-10-20', '2026-10-22')).toBe('2026-10-20');
    expect(dayToShow(days, undefined, '2026-10-22')).toBe('2026-10-22');
    expect(dayToShow(days, '2026-10-25', '2026-10-21')).toBe('2026-10-22');
    expect(dayToShow(days, undefined, '2026-11-01')).toBe('2026-10-22');
    expect(dayToShow([], undefined, '2026-10-20')).toBeNull();
  });
});

describe('the sums of a matrix', () => {
  it('count every mark, and who has none', () => {
    expect(tally(['present', 'present', 'late', 'sick', 'absent', 'excused'], 8)).toEqual({
      present: 2,
      late: 1,
      excused: 1,
      sick: 1,
      absent: 1,
      none: 2,
    });
  });

  it('of a person are the sessions at which that person was, in time or late', () => {
    expect(attendedCount(['present', 'late', 'sick', 'none', 'absent', 'excused'])).toBe(2);
  });
});
