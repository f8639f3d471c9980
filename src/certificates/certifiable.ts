import type { EntityManager } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';

/** Throws `NotFound` for an unknown batch and `Refusal` for one that was never published or was cancelled. */
export async function certifiable(tx: EntityManager, actor: Actor, batchId: string): Promise<Batch> {
  const batch = await tx.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
  if (batch === null) throw new NotFound('batch_not_found');
  if (batch.status === 'draft' || batch.status === 'cancelled') throw new Refusal('batch_not_certifiable');
  return batch;
}
