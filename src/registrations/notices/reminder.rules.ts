import { dayIn, inZone, instantAt } from '../../kernel/dates.js';

const remindAt = '08:00';

/** When a batch begins: its first session, in its own zone. */
export interface Beginning {
  readonly timeZone: string;
  readonly firstStart: Date;
}

/** The day (YYYY-MM-DD) on which the batch begins as its own calendar counts it. */
export function firstDay({ timeZone, firstStart }: Beginning): string {
  return dayIn(timeZone, firstStart);
}

/**
 * From 08:00 in the batch's zone on the day before it begins until its first session starts; who is confirmed meanwhile
 * is reminded, too.
 */
export function isTimeToRemind({ timeZone, firstStart }: Beginning, now: Date): boolean {
  const dayBefore = inZone(timeZone, firstStart).minus({ days: 1 }).toFormat('yyyy-MM-dd');
  return now >= instantAt(timeZone, dayBefore, remindAt) && now < firstStart;
}
