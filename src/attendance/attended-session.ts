import type { EntityManager } from 'typeorm';
import { findAlong, selectIn } from '../database/statements.js';
import type { Actor } from '../identity/actor.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';

export interface AttendedSession {
  readonly session: Session;
  readonly batch: Batch;
}

export interface AttendedSessionWith extends AttendedSession {
  /** By their ids. */
  readonly registrations: ReadonlyMap<string, Registration>;
}

type OfOffice = Pick<Actor, 'officeId'>;

/** The session and its batch, in which attendance is taken: published or completed, never a draft or a cancelled one. */
export async function attendedSession(
  tx: EntityManager,
  { officeId }: OfOffice,
  sessionId: string,
): Promise<AttendedSession> {
  return running(await findAlong(tx, [Session, { id: sessionId, officeId }], [Batch, 'batchId']));
}

/** The same with registrations of the office by their ids, read in the same moment. */
export async function attendedSessionWith(
  tx: EntityManager,
  { officeId }: OfOffice,
  { sessionId, registrationIds }: { readonly sessionId: string; readonly registrationIds: readonly string[] },
): Promise<AttendedSessionWith> {
  const [found, registrations] = await Promise.all([
    findAlong(tx, [Session, { id: sessionId, officeId }], [Batch, 'batchId']),
    selectIn(tx, Registration, 'id', registrationIds),
  ]);
  const ofOffice = registrations.filter((registration) => registration.officeId === officeId);
  return { ...running(found), registrations: new Map(ofOffice.map((one) => [one.id, one])) };
}

function running(found: readonly [Session, Batch] | null): AttendedSession {
  if (found === null) throw new NotFound('session_not_found');
  const [session, batch] = found;
  if (batch.status === 'draft' || batch.status === 'cancelled') throw new Refusal('batch_not_running');
  return { session, batch };
}

/** Throws the refusal that the door needs to hear: another batch's ticket, or not (or no longer) confirmed. */
export function requireConfirmedIn(batch: Batch, registration: Registration): void {
  if (registration.batchId !== batch.id) throw new Refusal('wrong_batch');
  const { status: registrationStatus } = registration;
  if (registrationStatus !== 'confirmed') throw new Refusal('not_confirmed', { registrationStatus });
}
