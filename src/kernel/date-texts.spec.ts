import { describe, expect, it } from '@jest/globals';
import {
  formatDay,
  formatDayRange,
  formatInstant,
  formatLongDay,
  formatMonth,
  formatTime,
  formatTimeRange,
  formatWeekday,
  zoneAbbreviation,
} from './date-texts.js';

const wita = 'Asia/Makassar';
const morning = new Date('2026-10-16T01:30:00Z');

describe('days', () => {
  it('are written out in both languages', () => {
    expect(formatDay('2026-10-16', 'id')).toBe('16 Oktober 2026');
    expect(formatDay('2026-08-07', 'en')).toBe('7 August 2026');
    expect(formatLongDay('2026-10-16', 'id')).toBe('Jumat, 16 Oktober 2026');
    expect(formatLongDay('2026-10-16', 'en')).toBe('Friday, 16 October 2026');
    expect([formatWeekday('2026-10-05', 'id'), formatWeekday('2026-10-05', 'en')]).toEqual(['Senin', 'Monday']);
  });

  it.each([
    ['2026-07-05', '2026-07-05', '5 Juli 2026', '5 July 2026'],
    ['2026-07-05', '2026-07-08', '5 s.d. 8 Juli 2026', '5–8 July 2026'],
    ['2026-06-30', '2026-07-03', '30 Juni s.d. 3 Juli 2026', '30 June – 3 July 2026'],
    ['2026-12-30', '2027-01-02', '30 Desember 2026 s.d. 2 Januari 2027', '30 December 2026 – 2 January 2027'],
    ['2026-07-05', '2027-07-08', '5 Juli 2026 s.d. 8 Juli 2027', '5 July 2026 – 8 July 2027'],
  ])('from %s to %s are %s, %s', (first, last, indonesian, english) => {
    expect(formatDayRange(first, last, 'id')).toBe(indonesian);
    expect(formatDayRange(first, last, 'en')).toBe(english);
  });

  it('give their month its name', () => {
    expect([formatMonth('2026-10', 'id'), formatMonth('2026-10', 'en')]).toEqual(['Oktober 2026', 'October 2026']);
    expect(() => formatMonth('2026-13', 'id')).toThrow(RangeError);
  });

  it('that are none are refused', () => {
    expect(() => formatDay('2026-02-30', 'id')).toThrow(RangeError);
    expect(() => formatDayRange('nope', '2026-07-08', 'id')).toThrow(RangeError);
  });
});

describe('times', () => {
  it('stand with the abbreviation of their zone', () => {
    expect(formatTime(morning, { locale: 'id', zone: wita })).toBe('09.30 WITA');
    expect(formatTime(morning, { locale: 'en', zone: wita })).toBe('09:30 WITA');
    expect(formatTime(morning, { locale: 'id', zone: 'Asia/Jakarta' })).toBe('08.30 WIB');
    expect(formatTime(new Date('2026-10-15T15:05:00Z'), { locale: 'id', zone: 'Asia/Jayapura' })).toBe('00.05 WIT');
  });

  it('from and to name the zone once', () => {
    const end = new Date('2026-10-16T03:45:00Z');
    expect(formatTimeRange(morning, end, { locale: 'id', zone: wita })).toBe('09.30 s.d. 11.45 WITA');
    expect(formatTimeRange(morning, end, { locale: 'en', zone: wita })).toBe('09:30–11:45 WITA');
  });

  it('stand with the day of their zone', () => {
    const evening = new Date('2026-10-15T16:10:00Z');
    expect(formatInstant(evening, { locale: 'id', zone: wita })).toBe('Jumat, 16 Oktober 2026 pukul 00.10 WITA');
    expect(formatInstant(evening, { locale: 'en', zone: 'UTC' })).toBe('Thursday, 15 October 2026 at 16:10 GMT');
  });
});

describe('zoneAbbreviation', () => {
  it.each([
    ['Asia/Pontianak', 'WIB'],
    ['Asia/Singapore', 'GMT+8'],
    ['Asia/Kolkata', 'GMT+5:30'],
    ['America/St_Johns', 'GMT-2:30'],
    ['UTC', 'GMT'],
  ])('of %s is %s', (zone, abbreviation) => {
    expect(zoneAbbreviation(zone, morning)).toBe(abbreviation);
  });
});
