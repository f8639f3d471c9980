import { DateTime } from 'luxon';
import { inZone, isDay } from './dates.js';
import type { Locale } from './locale.js';

/** For whom, and by whose clocks, an instant is written. */
export interface Reading {
  readonly locale: Locale;
  /** IANA name, as in `Asia/Makassar`. */
  readonly zone: string;
}

const languages = { id: 'id-ID', en: 'en-GB' } as const;

/** The abbreviations that are official in Indonesia; other zones are known by their distance from Greenwich. */
const abbreviations = new Map([
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Pontianak', 'WIB'],
  ['Asia/Makassar', 'WITA'],
  ['Asia/Ujung_Pandang', 'WITA'],
  ['Asia/Jayapura', 'WIT'],
]);

/** A day (YYYY-MM-DD) as in `16 Oktober 2026`, `16 October 2026`. */
export function formatDay(day: string, locale: Locale): string {
  return spell(day, locale, 'd MMMM yyyy');
}

/** A day (YYYY-MM-DD) as in `Jumat, 16 Oktober 2026`, `Friday, 16 October 2026`. */
export function formatLongDay(day: string, locale: Locale): string {
  return spell(day, locale, 'cccc, d MMMM yyyy');
}

/** A month (YYYY-MM) as in `Oktober 2026`, `October 2026`. Throws `RangeError` for no such month. */
export function formatMonth(month: string, locale: Locale): string {
  return spell(`${month}-01`, locale, 'LLLL yyyy');
}

/** The weekday of a day (YYYY-MM-DD) as in `Senin`, `Monday`. */
export function formatWeekday(day: string, locale: Locale): string {
  return spell(day, locale, 'cccc');
}

/**
 * The days (YYYY-MM-DD) from the first to the last, both included, with nothing said twice: `5 s.d. 8 Juli 2026`,
 * `30 Juni s.d. 3 Juli 2026`; `5–8 July 2026`, `30 June – 3 July 2026`. One day is written by itself.
 */
export function formatDayRange(first: string, last: string, locale: Locale): string {
  if (first === last) return formatDay(first, locale);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  const wide = locale === 'id' ? ' s.d. ' : ' – ';
  const joint = sameMonth && locale === 'en' ? '–' : wide;
  return spell(first, locale, formatOfFirst(first, last)) + joint + formatDay(last, locale);
}

function formatOfFirst(first: string, last: string): string {
  if (first.slice(0, 4) !== last.slice(0, 4)) return 'd MMMM yyyy';
  return first.slice(5, 7) === last.slice(5, 7) ? 'd' : 'd MMMM';
}

/** As in `09.30 WITA`, `09:30 WITA`. */
export function formatTime(instant: Date, { locale, zone }: Reading): string {
  return `${clockTime(instant, { locale, zone })} ${zoneAbbreviation(zone, instant)}`;
}

/** As in `09.30 s.d. 11.45 WITA`, `09:30–11:45 WITA`. The days are not told. */
export function formatTimeRange(start: Date, end: Date, reading: Reading): string {
  return `${clockTime(start, reading)}${reading.locale === 'id' ? ' s.d. ' : '–'}${formatTime(end, reading)}`;
}

/** As in `Jumat, 16 Oktober 2026 pukul 09.30 WITA`, `Friday, 16 October 2026 at 09:30 WITA`. */
export function formatInstant(instant: Date, reading: Reading): string {
  const day = formatLongDay(inZone(reading.zone, instant).toFormat('yyyy-MM-dd'), reading.locale);
  return `${day} ${reading.locale === 'id' ? 'pukul' : 'at'} ${formatTime(instant, reading)}`;
}

/** WIB, WITA or WIT in Indonesia; elsewhere the offset at that instant, as in `GMT+8`, `GMT-3:30`. */
export function zoneAbbreviation(zone: string, instant: Date): string {
  const minutes = inZone(zone, instant).offset;
  const distance = Math.abs(minutes);
  const rest = distance % 60 === 0 ? '' : `:${String(distance % 60).padStart(2, '0')}`;
  const offset = distance === 0 ? 'GMT' : `GMT${minutes < 0 ? '-' : '+'}${Math.floor(distance / 60)}${rest}`;
  return abbreviations.get(zone) ?? offset;
}

function clockTime(instant: Date, { locale, zone }: Reading): string {
  return inZone(zone, instant).toFormat(locale === 'id' ? 'HH.mm' : 'HH:mm');
}

function spell(day: string, locale: Locale, format: string): string {
  if (!isDay(day)) throw new RangeError('A day is written YYYY-MM-DD.');
  return DateTime.fromISO(day, { zone: 'utc', locale: languages[locale] }).toFormat(format);
}
