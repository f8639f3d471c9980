import { describe, expect, it } from '@jest/globals';
import { isDue, reportDays } from './daily-report.rules.js';

const end = new Date('2026-10-05T08:00:00.000Z');
const after = (minutes: number) => new Date(end.getTime() + minutes * 60_000);

describe('a daily report', () => {
  it('is due from half an hour after the last session, for a week', () => {
    const day = { day: '2026-10-05', lastEnd: end };
    expect([29.99, 30, 60 * 24 * 7, 30 + 60 * 24 * 7].map((minutes) => isDue(day, after(minutes)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('knows the last end of each day', () => {
    const ends = [end, after(-120), after(60 * 24)];
    expect(reportDays(ends, (instant) => instant.toISOString().slice(0, 10))).toEqual([
      { day: '2026-10-05', lastEnd: end },
      { day: '2026-10-06', lastEnd: after(60 * 24) },
    ]);
  });
});
