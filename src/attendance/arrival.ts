import type { RepeatableRequest } from '../http/idempotency.js';
import type { Actor } from '../identity/actor.js';
import { InvalidInput } from '../kernel/problems.js';
import type { Session } from '../programs/session.entity.js';
import type { Registration } from '../registrations/registration.entity.js';
import type { AttendanceMethod } from './attendance.entity.js';
import { checkInStatus } from './attendance.rules.js';
import { requireConfirmedIn, type AttendedSessionWith } from './attended-session.js';
import type { Mark } from './take-attendance.js';

const plausibleHours = 24;

/** Somebody who comes to a session, as the door tells it. */
export interface Arrival {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly registrationId: string;
  readonly method: AttendanceMethod;
  /** When the door told it. */
  readonly toldAt: Date;
  /** When it was, if a phone without a line took it before. */
  readonly at: Date | undefined;
  /** Names this one scan, so that sending it again has no effect, whatever was marked meanwhile. */
  readonly request: RepeatableRequest;
  /** Throws when the registration that was found, or none, isn't the one that came. */
  readonly recognise: (found: Registration | null) => Registration;
}

/** Of an arrival, what it was found to be. */
export interface Recognised {
  readonly registration: Registration;
  readonly mark: Mark & { readonly checkedInAt: Date };
}

/** Throws as `recognise` does, the refusals of `requireConfirmedIn`, and `InvalidInput` for a time that can't be. */
export function recognised(
  { sessionId, registrationId, method, toldAt, at, recognise }: Arrival,
  { session, batch, registrations }: AttendedSessionWith,
): Recognised {
  const registration = recognise(registrations.get(registrationId) ?? null);
  requireConfirmedIn(batch, registration);
  if (at !== undefined) requirePlausible(session, at);
  const checkedInAt = at ?? toldAt;
  const status = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
  return { registration, mark: { sessionId, registrationId, status, method, checkedInAt, note: null } };
}

/** A phone whose clock is a day off must not turn the whole hall late. */
function requirePlausible(session: Session, at: Date): void {
  const slack = plausibleHours * 3_600_000;
  const plausible =
    at.getTime() >= session.startsAt.getTime() - slack && at.getTime() <= session.endsAt.getTime() + slack;
  if (!plausible) throw new InvalidInput([{ field: 'at', code: 'check_in_time_implausible' }]);
}
