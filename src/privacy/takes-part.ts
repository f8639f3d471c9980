import { In, type EntityManager } from 'typeorm';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { liveStatuses } from '../registrations/registration.rules.js';

/** Whether somebody has a live registration in a batch that is not over. */
export async function takesPart(manager: EntityManager, participantId: string, now: Date): Promise<boolean> {
  const live = await manager.findBy(Registration, { participantId, status: In([...liveStatuses]) });
  const ids = live.map(({ batchId }) => batchId);
  const running = await manager.findBy(Batch, { id: In(ids), status: In(['draft', 'published']) });
  for (const { id } of running) if (!(await hasEnded(manager, id, now))) return true;
  return false;
}

async function hasEnded(manager: EntityManager, batchId: string, now: Date): Promise<boolean> {
  const [last] = await manager.find(Session, { where: { batchId }, order: { endsAt: 'DESC' }, take: 1 });
  return last !== undefined && last.endsAt <= now;
}
