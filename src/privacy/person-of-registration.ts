import type { EntityManager } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { Participant } from '../participants/participant.entity.js';
import { registrationOfActor } from '../registrations/registration-of-actor.js';
import { Erasure } from './erasure.entity.js';

/** Who stands behind a registration of the actor's office. Throws `NotFound`, also for who was erased. */
export async function personOfRegistration(manager: EntityManager, actor: Actor, id: string): Promise<Participant> {
  const { participantId } = await registrationOfActor(manager, actor, id);
  if (await manager.existsBy(Erasure, { participantId })) throw new NotFound('participant_erased');
  return manager.findOneByOrFail(Participant, { id: participantId });
}
