import { describe, expect, it } from '@jest/globals';
import { markText, sheetPlans, type SheetPlan, type SheetSession } from './sign-in-sheet.rules.js';

const zone = 'Asia/Makassar';
const session = (id: string, day: number, hour: number): SheetSession => ({
  id,
  startsAt: new Date(Date.UTC(2026, 9, day, hour - 8)),
  endsAt: new Date(Date.UTC(2026, 9, day, hour - 5)),
});
const sessions = [session('a', 20, 8), session('b', 20, 13), session('c', 21, 8), session('d', 21, 11)];
const ids = (plans: readonly SheetPlan<SheetSession>[]) =>
  plans.map(({ columns }) => columns.map((column) => [column.heading, column.sessions.map(({ id }) => id).join('')]));

describe('the sheets of a timetable', () => {
  it('are one for each session', () => {
    expect(ids(sheetPlans('session', zone, sessions.slice(0, 2)))).toEqual([
      [['Tanda tangan', 'a']],
      [['Tanda tangan', 'b']],
    ]);
  });

  it('are one for each day, with a column for the morning and one for the afternoon where there are both', () => {
    expect(ids(sheetPlans('day', zone, sessions))).toEqual([
      [
        ['Tanda tangan Pagi', 'a'],
        ['Tanda tangan Siang', 'b'],
      ],
      [['Tanda tangan', 'cd']],
    ]);
  });

  it('are one for the batch with a column for each day, four on a sheet', () => {
    const week = [20, 21, 22, 23, 24].map((day) => session(String(day), day, 8));
    expect(ids(sheetPlans('batch', zone, week))).toEqual([
      [
        ['20 Oktober 2026', '20'],
        ['21 Oktober 2026', '21'],
        ['22 Oktober 2026', '22'],
        ['23 Oktober 2026', '23'],
      ],
      [['24 Oktober 2026', '24']],
    ]);
    expect(sheetPlans('batch', zone, [])).toEqual([]);
  });

  it('say in the place of a signature what was recorded, once', () => {
    expect(markText(['present', 'present'])).toBe('Hadir');
    expect(markText(['late', undefined, 'absent'])).toBe('Terlambat / Alpa');
    expect(markText([undefined])).toBe('');
  });
});
