import { DateTime, IANAZone } from 'luxon';

/** Whether this is the name of an IANA time zone, as in `Asia/Makassar`. */
export function isTimeZone(text: string): boolean {
  return IANAZone.isValidZone(text);
}

/** Whether the calendar has this day, written YYYY-MM-DD: `Date` alone would take 30 February for 2 March. */
export function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** The day (YYYY-MM-DD) that the calendar in `zone` shows at this instant. Throws `RangeError` for no such zone. */
export function dayIn(zone: string, instant: Date): string {
  return inZone(zone, instant).toFormat('yyyy-MM-dd');
}

/** The first instant of a day (YYYY-MM-DD) in `zone`. Throws `RangeError` for no such zone or day. */
export function startOfDay(zone: string, day: string): Date {
  return instantAt(zone, day, '00:00');
}

/**
 * The instant when clocks in `zone` show this day (YYYY-MM-DD) and time (HH:mm, 00:00 to 23:59). Of a time that a change
 * of clocks shows twice, the first; one that it skips counts on from before the change. Throws `RangeError` for no such
 * zone, day or time.
 */
export function instantAt(zone: string, day: string, time: string): Date {
  if (!isTimeZone(zone)) throw new RangeError(`No such time zone: ${zone}`);
  if (!isDay(day)) throw new RangeError('A day is written YYYY-MM-DD.');
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('A time is written HH:mm.');
  const readings = DateTime.fromISO(`${day}T${time}`, { zone }).getPossibleOffsets();
  return new Date(Math.min(...readings.map((reading) => reading.toMillis())));
}

/** The instant so many days (below zero: earlier) later, when clocks in `zone` show the same time. */
export function daysLater(zone: string, instant: Date, days: number): Date {
  return inZone(zone, instant).plus({ days }).toJSDate();
}

/** How many days (YYYY-MM-DD) lie between one and the other; below zero when the other is earlier. */
export function daysBetween(first: string, other: string): number {
  const [from, to] = [first, other].map((day) => startOfDay('utc', day).getTime());
  return Math.round(((to ?? 0) - (from ?? 0)) / 86_400_000);
}

/** The instant with its clock in `zone`. Throws `RangeError` for no such zone or instant. */
export function inZone(zone: string, instant: Date): DateTime<true> {
  const moment = DateTime.fromJSDate(instant, { zone });
  if (!moment.isValid) throw new RangeError(`No such time zone or instant: ${zone}`);
  return moment;
}
