import type { EntityManager } from 'typeorm';
import { NotFound, Refusal } from '../../kernel/problems.js';
import type { Batch } from '../../programs/batch.entity.js';
import { Session } from '../../programs/session.entity.js';
import { attendedSession } from '../attended-session.js';
import { SelfCheckIn } from './self-check-in.entity.js';
import { openingOf } from './self-check-in.rules.js';

/** A session in which participants may check themselves in now; its id was proved by a code. Throws `Refusal`. */
export async function openSession(
  manager: EntityManager,
  sessionId: string,
  now: Date,
): Promise<{ session: Session; batch: Batch }> {
  const named = await manager.findOneBy(Session, { id: sessionId });
  if (named === null) throw new NotFound('session_not_found');
  const { session, batch } = await attendedSession(manager, named, sessionId);
  if (!(await isAllowed(manager, batch.id))) throw new Refusal('self_check_in_off');
  const opening = openingOf(session, now);
  if (opening === 'not_yet') throw new Refusal('self_check_in_not_yet');
  if (opening === 'over') throw new Refusal('self_check_in_over');
  return { session, batch };
}

export function isAllowed(manager: EntityManager, batchId: string): Promise<boolean> {
  return manager.existsBy(SelfCheckIn, { batchId });
}
