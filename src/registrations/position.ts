import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { Registration } from './registration.entity.js';

type Waiting = Pick<Registration, 'batchId' | 'status' | 'sequence'>;

/** A new registration with its place in the waiting list when it was written. */
export interface Newcomer {
  readonly registration: Registration;
  /** As `positionOf` tells it. */
  readonly position: number | null;
}

/** The place in the waiting list, from 1, in order of registering; null for who does not wait. */
export async function positionOf(
  manager: EntityManager,
  { batchId, status, sequence }: Waiting,
): Promise<number | null> {
  if (status !== 'waitlisted') return null;
  return manager.countBy(Registration, { batchId, status, sequence: LessThanOrEqual(sequence) });
}

/** The last who registered for a batch, in order: they wait behind all others, so the place of the first tells all. */
export async function placed(manager: EntityManager, registrations: readonly Registration[]): Promise<Newcomer[]> {
  const foremost = registrations.find(({ status }) => status === 'waitlisted');
  let next = foremost === undefined ? null : await positionOf(manager, foremost);
  return registrations.map((registration) => {
    if (next === null || registration.status !== 'waitlisted') return { registration, position: null };
    next += 1;
    return { registration, position: next - 1 };
  });
}
