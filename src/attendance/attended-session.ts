import type { EntityManager } from 'typeorm';
import { findAlong } from '../database/statements.js';
import type { Actor } from '../identity/actor.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';

/** The session and its batch, in which attendance is taken: published or completed, never a draft or a cancelled one. */
export async function attendedSession(
  tx: EntityManager,
  { officeId }: Pick<Actor, 'officeId'>,
  sessionId: string,
): Promise<{ session: Session; batch: Batch }> {
  const found = await findAlong(tx, [Session, { id: sessionId, officeId }], [Batch, 'batchId']);
  if (found === null) throw new NotFound('session_not_found');
  const [session, batch] = found;
  requireRunning(batch);
  return { session, batch };
}

/** The same with a registration of the office, read in the same moment; null when it has none of this id. */
export async function attendedSessionWith(
  tx: EntityManager,
  { officeId }: Pick<Actor, 'officeId'>,
  { sessionId, registrationId }: { readonly sessionId: string; readonly registrationId: string },
): Promise<{ session: Session; batch: Batch; registration: Registration | null }> {
  const [own, beside] = [
    { id: sessionId, officeId },
    { id: registrationId, officeId },
  ];
  const found = await findAlong(tx, [Session, own], [Batch, 'batchId'], [Registration, beside]);
  if (found === null) throw new NotFound('session_not_found');
  const [session, batch, registration] = found;
  requireRunning(batch);
  return { session, batch, registration };
}

function requireRunning({ status }: Batch): void {
  if (status === 'draft' || status === 'cancelled') throw new Refusal('batch_not_running');
}

/** Throws the refusal that the door needs to hear: another batch's ticket, or not (or no longer) confirmed. */
export function requireConfirmedIn(batch: Batch, registration: Registration): void {
  if (registration.batchId !== batch.id) throw new Refusal('wrong_batch');
  const { status: registrationStatus } = registration;
  if (registrationStatus !== 'confirmed') throw new Refusal('not_confirmed', { registrationStatus });
}
