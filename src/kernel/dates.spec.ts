import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayIn, instantAt, isDay, isTimeZone, startOfDay, daysBetween, daysLater } from './dates.js';

const wita = 'Asia/Makassar';

describe('isTimeZone', () => {
  it.each(['Asia/Makassar', 'Asia/Jayapura', 'UTC'])('knows %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  it.each(['Asia/Banjarmasin', 'WITA', '+08:00', '', 'Asia/Makassar\u0000'])('does not know %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

describe('isDay', () => {
  it.each(['2026-10-16', '2024-02-29', '1926-01-01'])('knows %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '2026-1-1',
    '20261016',
    '2026-10-16T00:00',
    '',
    '2026-W42-5',
  ])('refuses %j', (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe('days and instants', () => {
  it('begins the day eight hours before Greenwich in WITA', () => {
    expect(startOfDay(wita, '2026-10-16')).toEqual(new Date('2026-10-15T16:00:00Z'));
    expect(dayIn(wita, new Date('2026-10-15T15:59:59.999Z'))).toBe('2026-10-15');
    expect(dayIn(wita, new Date('2026-10-15T16:00:00Z'))).toBe('2026-10-16');
  });

  it('reads a time by the clock of the zone', () => {
    expect(instantAt(wita, '2026-10-16', '09:30')).toEqual(new Date('2026-10-16T01:30:00Z'));
    expect(instantAt('Asia/Jakarta', '2026-10-16', '09:30')).toEqual(new Date('2026-10-16T02:30:00Z'));
    expect(instantAt('Asia/Jayapura', '2026-10-16', '09:30')).toEqual(new Date('2026-10-16T00:30:00Z'));
  });

  it('has one answer where clocks change', () => {
    expect(instantAt('Europe/Berlin', '2026-03-29', '02:30')).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(instantAt('Europe/Berlin', '2026-10-25', '02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(startOfDay('Africa/Cairo', '2026-04-24')).toEqual(new Date('2026-04-23T22:00:00Z'));
    expect(startOfDay('America/Havana', '2026-11-01')).toEqual(new Date('2026-11-01T04:00:00Z'));
  });

  it('begins a day within that day, in every zone of Indonesia', () => {
    const days = fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('Asia/Jakarta', wita, 'Asia/Jayapura'), (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const start = startOfDay(zone, day);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1))).not.toBe(day);
      }),
    );
  });

  it.each([
    ['Asia/Banjarmasin', '2026-10-16', '09:30'],
    [wita, '2026-02-30', '09:30'],
    [wita, '2026-10-16', '24:00'],
    [wita, '2026-10-16', '9:30'],
    [wita, '2026-10-16', '09:60'],
    [wita, '2026-10-16', '09:30Z'],
  ])('refuses %s %s %s', (zone, day, time) => {
    expect(() => instantAt(zone, day, time)).toThrow(RangeError);
  });

  it('refuses an instant that is none, and a zone that is none', () => {
    expect(() => dayIn(wita, new Date('nope'))).toThrow(RangeError);
    expect(() => dayIn('Asia/Banjarmasin', new Date(0))).toThrow(RangeError);
    expect(() => startOfDay('Asia/Banjarmasin', '2026-10-16')).toThrow(RangeError);
  });
});

describe('days later', () => {
  it('keep the time that clocks show, over the end of a year and a change of clocks', () => {
    expect(daysLater('Asia/Makassar', new Date('2026-10-20T00:00:00Z'), 365).toISOString()).toBe(
      '2027-10-20T00:00:00.000Z',
    );
    expect(daysLater('Europe/Berlin', new Date('2026-10-24T08:00:00Z'), 1).toISOString()).toBe(
      '2026-10-25T09:00:00.000Z',
    );
    expect(daysLater('Asia/Makassar', new Date('2026-10-20T00:00:00Z'), -1).toISOString()).toBe(
      '2026-10-19T00:00:00.000Z',
    );
  });

  it.each([
    ['2026-10-20', '2026-10-20', 0],
    ['2026-12-31', '2027-01-02', 2],
    ['2026-03-01', '2026-02-27', -2],
  ])('from %s to %s are %i', (first, other, days) => {
    expect(daysBetween(first, other)).toBe(days);
  });
});
