import type { EntityManager } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { Registration } from './registration.entity.js';

/** The registration of the actor's office. Throws `NotFound` for another office's as for none. */
export async function registrationOfActor(
  manager: EntityManager,
  { officeId }: Pick<Actor, 'officeId'>,
  id: string,
): Promise<Registration> {
  const registration = await manager.findOneBy(Registration, { id, officeId });
  if (registration === null) throw new NotFound('registration_not_found');
  return registration;
}
