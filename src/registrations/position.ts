import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { Registration } from './registration.entity.js';

type Waiting = Pick<Registration, 'batchId' | 'status' | 'sequence'>;

/** The place in the waiting list, from 1, in order of registering; null for who does not wait. */
export async function positionOf(
  manager: EntityManager,
  { batchId, status, sequence }: Waiting,
): Promise<number | null> {
  if (status !== 'waitlisted') return null;
  return manager.countBy(Registration, { batchId, status, sequence: LessThanOrEqual(sequence) });
}
