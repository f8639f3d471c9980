/** How long a code is shown. */
export const slotSeconds = 20;

const longestAge = 60_000;
const slotLength = slotSeconds * 1000;
const opensBefore = 60 * 60_000;

/** The number of the 20 seconds, counted from 1970, in which an instant lies. */
export function slotAt(now: Date): number {
  return Math.floor(now.getTime() / slotLength);
}

/** When the code of this slot gives way to the next one. */
export function slotEnd(slot: number): Date {
  return new Date((slot + 1) * slotLength);
}

/**
 * The slots whose codes are accepted, the newest first: at most 60 seconds old, counted from the instant at which the
 * code came up, and never one that is still to come.
 */
export function slotsAccepted(now: Date): number[] {
  const newest = slotAt(now);
  const candidates = Array.from({ length: Math.ceil(longestAge / slotLength) + 1 }, (_, back) => newest - back);
  return candidates.filter((slot) => now.getTime() - slot * slotLength <= longestAge);
}

export type Opening = 'not_yet' | 'open' | 'over';

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Participants may check themselves in from an hour before the session's start up to, not including, its end. */
export function openingOf({ startsAt, endsAt }: Span, now: Date): Opening {
  if (now < opensAt({ startsAt })) return 'not_yet';
  return now < endsAt ? 'open' : 'over';
}

export function opensAt({ startsAt }: Pick<Span, 'startsAt'>): Date {
  return new Date(startsAt.getTime() - opensBefore);
}

/** The latest start of a session that is open at this instant. */
export function latestOpenStart(now: Date): Date {
  return new Date(now.getTime() + opensBefore);
}

const betweenNames = new Set(['bin', 'binti']);
const mostInitials = 2;

/** Enough for the owner to know it, little for who looks over the shoulder: `Hj. Siti R.`, `Ahmad F. N.` */
export function shownName(name: string): string {
  const words = name.replace(/,.*$/s, '').trim().split(/\s+/);
  const first = words.findIndex((word) => !word.endsWith('.'));
  if (first === -1) return words.join(' ');
  const others = words.slice(first + 1).filter((word) => !word.endsWith('.') && !betweenNames.has(word.toLowerCase()));
  const initials = others.slice(0, mostInitials).map((word) => `${Array.from(word)[0] ?? ''}.`);
  return [...words.slice(0, first + 1), ...initials].join(' ');
}
