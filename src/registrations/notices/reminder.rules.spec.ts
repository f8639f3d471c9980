import { describe, expect, it } from '@jest/globals';
import { firstDay, isTimeToRemind } from './reminder.rules.js';

const wita = 'Asia/Makassar';
const beginning = (firstStart: string, timeZone = wita) => ({ timeZone, firstStart: new Date(firstStart) });

describe('the day on which a batch begins', () => {
  it.each([
    ['2026-10-20T00:00:00Z', wita, '2026-10-20'],
    ['2026-10-19T16:00:00Z', wita, '2026-10-20'],
    ['2026-10-19T15:59:00Z', wita, '2026-10-19'],
    ['2026-10-19T15:59:00Z', 'Asia/Jayapura', '2026-10-20'],
  ])('%s is, in %s, on %s', (start, zone, day) => {
    expect(firstDay(beginning(start, zone))).toBe(day);
  });
});

describe('the time to remind', () => {
  it.each([
    ['a minute before 08:00 of the day before', '2026-10-18T23:59:00Z', false],
    ['08:00 of the day before', '2026-10-19T00:00:00Z', true],
    ['the evening of the day before', '2026-10-19T12:00:00Z', true],
    ['a minute before it begins', '2026-10-19T23:59:00Z', true],
    ['when it begins', '2026-10-20T00:00:00Z', false],
    ['the day after', '2026-10-21T00:00:00Z', false],
  ])('%s: %s %s', (_, now, due) => {
    expect(isTimeToRemind(beginning('2026-10-20T00:00:00Z'), new Date(now))).toBe(due);
  });

  it.each([
    ['just after midnight reminds two mornings ahead by UTC', '2026-10-19T16:05:00Z', '2026-10-19T00:00:00Z'],
    ['just before midnight reminds the morning before', '2026-10-19T15:55:00Z', '2026-10-18T00:00:00Z'],
  ])('a batch that begins %s', (_, start, from) => {
    const first = new Date(from);
    expect(isTimeToRemind(beginning(start), first)).toBe(true);
    expect(isTimeToRemind(beginning(start), new Date(first.getTime() - 1))).toBe(false);
  });
});
