import type { EntityManager } from 'typeorm';
import { requireRole, type Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Survey } from './survey.entity.js';

/** The survey of a batch of the actor's office, null before there is one. Throws `NotFound` for the batch. */
export async function surveyOfActor(manager: EntityManager, actor: Actor, batchId: string): Promise<Survey | null> {
  requireRole(actor, 'organizer');
  const { officeId } = actor;
  if (!(await manager.existsBy(Batch, { id: batchId, officeId }))) throw new NotFound('batch_not_found');
  return manager.findOneBy(Survey, { batchId, officeId });
}
