/** What a session keeps busy: the half-open interval [startsAt, endsAt), a room, and people. */
export interface Occupation {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly batchId: string;
  readonly venueName: string;
  readonly venueRegencyCode: string;
  /** Null is the venue's main room. */
  readonly room: string | null;
  readonly trainers: readonly { readonly id: string; readonly name: string }[];
}

export interface Clash<T extends Occupation> {
  readonly other: T;
  /** Whether both use one room at once. */
  readonly room: boolean;
  /** The names of those who would be in both at once. */
  readonly trainers: readonly string[];
}

/** What can't take place at once with this session, in the order of the others: what saving it would refuse. */
export function clashesOf<T extends Occupation>(one: Occupation, others: readonly T[]): Clash<T>[] {
  return others
    .filter((other) => other.id !== one.id && overlap(one, other))
    .map((other) => ({ other, room: sameRoom(one, other), trainers: sharedTrainers(one, other) }))
    .filter(({ room, trainers }) => room || trainers.length > 0);
}

/** Whether two sessions are at one place, whatever their rooms. */
export function sameVenue(one: Occupation, other: Occupation): boolean {
  if (one.batchId === other.batchId) return true;
  return one.venueName === other.venueName && one.venueRegencyCode === other.venueRegencyCode;
}

export function sharedTrainers(one: Occupation, other: Occupation): string[] {
  const ids = new Set(one.trainers.map(({ id }) => id));
  return other.trainers.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}

function overlap(one: Occupation, other: Occupation): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

function sameRoom(one: Occupation, other: Occupation): boolean {
  return (one.room ?? '') === (other.room ?? '') && sameVenue(one, other);
}
