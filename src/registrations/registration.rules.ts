import type { Admission } from '../programs/batch.entity.js';

export const registrationStatuses = ['submitted', 'confirmed', 'waitlisted', 'rejected', 'cancelled'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

/** Those that keep their person from registering for the same batch again. */
export const liveStatuses = ['submitted', 'confirmed', 'waitlisted'] as const satisfies readonly RegistrationStatus[];

export const admissionDecisions = ['confirm', 'reject', 'waitlist'] as const;
export type AdmissionDecision = (typeof admissionDecisions)[number];

/** What staff want for whom they register: what everybody gets, a seat or nothing, or a seat though it takes one more. */
export const seatWishes = ['usual', 'now', 'extra'] as const;
export type SeatWish = (typeof seatWishes)[number];

export type RegistrationEvent =
  | { readonly name: 'submit'; readonly admission: Admission; readonly wish?: SeatWish }
  | { readonly name: 'admit'; readonly decision: AdmissionDecision }
  | { readonly name: 'promote' }
  | { readonly name: 'cancel' };

/** Whether there is a seat for this registrant, in the batch and in every quota that counts them. */
export type Seat = 'free' | 'batch_full' | 'quota_full';

export type RegistrationRefusal =
  | Exclude<Seat, 'free'>
  | 'registration_exists'
  | 'registration_confirmed'
  | 'registration_rejected'
  | 'registration_cancelled'
  | 'registration_not_waitlisted';

export type Verdict = { readonly next: RegistrationStatus } | { readonly refused: RegistrationRefusal };

/**
 * What becomes of a registration; `null` is one that is just being made. A `next` that equals `from` means that the
 * event has nothing left to do: cancelling or confirming twice is no error.
 */
export function decide(from: RegistrationStatus | null, event: RegistrationEvent, seat: Seat): Verdict {
  if (from === null) return event.name === 'submit' ? submitted(event, seat) : { refused: notYet };
  switch (event.name) {
    case 'submit':
      return { refused: 'registration_exists' };
    case 'admit':
      return admitted(from, event.decision, seat);
    case 'promote':
      return from === 'waitlisted' ? seated(seat) : { refused: notYet };
    case 'cancel':
      return from === 'rejected' ? { refused: 'registration_rejected' } : { next: 'cancelled' };
  }
}

const notYet = 'registration_not_waitlisted';

/** A seat that staff ask for is the organiser's decision, in a batch with selection too. */
function submitted({ admission, wish }: Extract<RegistrationEvent, { name: 'submit' }>, seat: Seat): Verdict {
  if (wish === 'now' || wish === 'extra') return seated(seat);
  if (admission === 'selection') return { next: 'submitted' };
  return { next: seat === 'free' ? 'confirmed' : 'waitlisted' };
}

function seated(seat: Seat): Verdict {
  return seat === 'free' ? { next: 'confirmed' } : { refused: seat };
}

const decided: Readonly<Record<AdmissionDecision, RegistrationStatus>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  waitlist: 'waitlisted',
};

function admitted(from: RegistrationStatus, decision: AdmissionDecision, seat: Seat): Verdict {
  const next = decided[decision];
  if (next === from) return { next };
  if (from !== 'submitted' && from !== 'waitlisted') return { refused: `registration_${from}` };
  return next === 'confirmed' ? seated(seat) : { next };
}

/** What quotas look at. */
export interface Registrant {
  readonly regencyCode: string | null;
  readonly enterpriseKind: string | null;
  readonly gender: string | null;
}

export interface QuotaCriterion extends Registrant {
  readonly id: string;
}

/** The quotas that count this registrant: all criteria that a quota names must match. In the order of their ids. */
export function matchingQuotas<Q extends QuotaCriterion>(quotas: readonly Q[], registrant: Registrant): Q[] {
  return quotas
    .filter((quota) =>
      (['regencyCode', 'enterpriseKind', 'gender'] as const).every(
        (criterion) => quota[criterion] === null || quota[criterion] === registrant[criterion],
      ),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface Room {
  readonly capacity: number;
  readonly taken: number;
}

/** Whether one more than planned may be seated: as far as the room goes, and only once the planned seats are gone. */
export function extraSeat({
  capacity,
  taken,
  venueSeats,
}: Room & { readonly venueSeats: number | null }):
  { readonly widens: boolean } | { readonly refused: 'venue_full' | 'venue_seats_unknown' } {
  if (taken < capacity) return { widens: false };
  if (venueSeats === null) return { refused: 'venue_seats_unknown' };
  return capacity < venueSeats ? { widens: true } : { refused: 'venue_full' };
}

/** Who waits; those of one group go up together or not at all. */
export interface Waiting extends Registrant {
  readonly groupId: string | null;
}

/**
 * Who of the waiting list (in its order) gets the free seats of a batch: each the first that fits. Whoever meets a full
 * quota, and a group for which there are not seats enough, is passed over and keeps the place. A group stands where its
 * first stands.
 */
export function whoIsNext<W extends Waiting>(
  waiting: readonly W[],
  batch: Room,
  quotas: readonly (QuotaCriterion & Room)[],
): W[] {
  let free = batch.capacity - batch.taken;
  const left = new Map(quotas.map((quota) => [quota.id, quota.capacity - quota.taken]));
  return parties(waiting).flatMap((party) => {
    const needed = seatsNeeded(party, quotas);
    const fits = party.length <= free && [...needed].every(([id, seats]) => seats <= (left.get(id) ?? 0));
    if (!fits) return [];
    free -= party.length;
    for (const [id, seats] of needed) left.set(id, (left.get(id) ?? 0) - seats);
    return party;
  });
}

/** Each group as one, whoever came alone as a party of one. */
function parties<W extends Waiting>(waiting: readonly W[]): W[][] {
  const groups = new Map<string | symbol, W[]>();
  for (const registrant of waiting) {
    const key = registrant.groupId ?? Symbol('alone');
    groups.set(key, [...(groups.get(key) ?? []), registrant]);
  }
  return [...groups.values()];
}

/** How many of a party each quota counts. */
function seatsNeeded(party: readonly Registrant[], quotas: readonly QuotaCriterion[]): Map<string, number> {
  const needed = new Map<string, number>();
  for (const { id } of party.flatMap((registrant) => matchingQuotas(quotas, registrant))) {
    needed.set(id, (needed.get(id) ?? 0) + 1);
  }
  return needed;
}
