/** Who asks. A stranger is an organizer of another office. */
export const actors = [
  'nobody',
  'participant',
  'partner',
  'attendant',
  'organizer',
  'administrator',
  'stranger',
] as const;
export type ActorName = (typeof actors)[number];

/**
 * `done`: 2xx, or 3xx to another page than the sign-in. `stopped`: the state of things stands in the way (409, 422), of
 * which nobody hears who may not. `allowed`: one of the two, by what `stopping.ts` says of the route. `signIn`: 401, or for a page 303 to the sign-in.
 * `forbidden`: 403. `unknown`: 404, as for what doesn't exist. `refused`: 409.
 */
export type Outcome = 'done' | 'stopped' | 'allowed' | 'signIn' | 'forbidden' | 'unknown' | 'refused';

export type Row = Readonly<Record<ActorName, Outcome>>;

const everybody = (outcome: Outcome): Row => Object.fromEntries(actors.map((actor) => [actor, outcome])) as Row;
const outside = { nobody: 'signIn', participant: 'signIn', partner: 'signIn' } as const;
const onlyBy = (holder: ActorName, own: Outcome = 'allowed', others: Outcome = 'unknown'): Row => ({
  ...everybody(others),
  [holder]: own,
});
const staff = (attendant: Outcome, organizer: Outcome, stranger: Outcome): Row => ({
  ...outside,
  ...{ attendant, organizer, administrator: 'allowed', stranger },
});

/** Each route obeys one of these. Staff who hold no link of the kind are as any other to it. */
export const policies = {
  /** Everybody, signed in or not. */
  open: everybody('allowed'),
  /** A plugin's route to a file that it has not. */
  absent: everybody('unknown'),
  /** Every member of staff, for what is the reader's own or names no row. */
  staff: staff('allowed', 'allowed', 'allowed'),
  /** Every member of the row's office. */
  attendant: staff('allowed', 'allowed', 'unknown'),
  organizer: staff('forbidden', 'allowed', 'unknown'),
  /** Organizers and administrators, each of the own office: the route names no row. */
  anyOrganizer: staff('forbidden', 'allowed', 'allowed'),
  administrator: staff('forbidden', 'forbidden', 'forbidden'),
  participantsLink: onlyBy('participant'),
  partnersLink: onlyBy('partner'),
  /** By who was added as a user and is nobody before the password is set. */
  passwordLink: onlyBy('nobody'),
  /** The code on the screen of a session, on the phone on which the registration was opened. */
  screenCode: onlyBy('participant', 'done', 'refused'),
} satisfies Record<string, Row>;

export type PolicyName = keyof typeof policies;
