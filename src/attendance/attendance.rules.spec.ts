import { describe, expect, it } from '@jest/globals';
import {
  attendedShare,
  checkInStatus,
  countsAsAttended,
  scanChanges,
  sessionsThatCount,
  type AttendanceStatus,
} from './attendance.rules.js';

const start = new Date('2026-10-05T00:00:00.000Z');
const minutesLater = (minutes: number, milliseconds = 0) => new Date(start.getTime() + minutes * 60_000 + milliseconds);

describe('a check-in', () => {
  it('is present until exactly the minutes of grace have passed, then late', () => {
    expect(checkInStatus(start, minutesLater(-60), 15)).toBe('present');
    expect(checkInStatus(start, minutesLater(15), 15)).toBe('present');
    expect(checkInStatus(start, minutesLater(15, 1), 15)).toBe('late');
    expect(checkInStatus(start, minutesLater(1), 0)).toBe('late');
  });

  it('overrules absence, and an earlier scan overrules a later one', () => {
    for (const status of ['absent', 'sick', 'excused'] as const) {
      expect(scanChanges({ status, checkedInAt: null }, start)).toBe(true);
    }
    expect(scanChanges({ status: 'late', checkedInAt: minutesLater(20) }, minutesLater(5))).toBe(true);
    expect(scanChanges({ status: 'present', checkedInAt: minutesLater(5) }, minutesLater(20))).toBe(false);
    expect(scanChanges({ status: 'present', checkedInAt: minutesLater(5) }, minutesLater(5))).toBe(false);
    expect(scanChanges({ status: 'present', checkedInAt: null }, start)).toBe(false);
  });
});

describe('what counts', () => {
  it('is being there, in time or late', () => {
    const counting = (['present', 'late', 'excused', 'sick', 'absent'] as const).filter(countsAsAttended);
    expect(counting).toEqual(['present', 'late']);
  });

  const session = (id: string, lessonHours: number, endsAt = start) => ({ id, lessonHours, endsAt });

  it('leaves out a session that is over and that nobody marked', () => {
    const sessions = [session('held', 4), session('not held', 4), session('to come', 4, minutesLater(60))];
    expect(sessionsThatCount(sessions, new Set(['held']), start).map(({ id }) => id)).toEqual(['held', 'to come']);
  });

  it('weighs sessions by their lesson hours', () => {
    const marks = new Map<string, AttendanceStatus>([
      ['a', 'present'],
      ['b', 'late'],
      ['c', 'excused'],
    ]);
    expect(attendedShare([session('a', 8), session('b', 4), session('c', 2), session('d', 2)], marks)).toEqual({
      attendedLessonHours: 12,
      lessonHours: 16,
      percentage: 75,
    });
  });

  it('weighs sessions by number when none has lesson hours, and nothing as nothing', () => {
    const marks = new Map<string, AttendanceStatus>([['a', 'present']]);
    expect(attendedShare([session('a', 0), session('b', 0)], marks).percentage).toBe(50);
    expect(attendedShare([], marks).percentage).toBe(0);
  });
});
