import type { EntityManager } from 'typeorm';
import { insertRow } from '../database/rows.js';
import { newId } from '../kernel/ids.js';
import { Refusal } from '../kernel/problems.js';
import { criterionKey, type WantedQuota } from './batch.rules.js';
import { Quota } from './quota.entity.js';

export async function addQuota(
  tx: EntityManager,
  batchId: string,
  { criterion, capacity }: WantedQuota,
): Promise<void> {
  await insertRow(tx, Quota, {
    id: newId(),
    batchId,
    regencyCode: criterion.regencyCode ?? null,
    enterpriseKind: criterion.enterpriseKind ?? null,
    gender: criterion.gender ?? null,
    capacity,
    taken: 0,
  });
}

/** Lowers or raises a quota. Throws `capacity_below_taken` when more seats of it are taken. */
async function resizeQuota(tx: EntityManager, quota: Quota, capacity: number): Promise<void> {
  const { affected } = await tx
    .createQueryBuilder()
    .update(Quota)
    .set({ capacity })
    .where('id = :id AND taken <= :capacity', { id: quota.id, capacity })
    .execute();
  if (affected === 0) throw new Refusal('capacity_below_taken', { taken: quota.taken });
}

/**
 * Makes the batch's quotas the wanted ones: equal criteria keep their seats, dropped ones no longer limit. A new quota
 * would not count the seats that are taken, so it is refused once there are any.
 */
export async function replaceQuotas(
  tx: EntityManager,
  batch: { readonly id: string; readonly taken: number },
  wanted: readonly WantedQuota[],
): Promise<void> {
  const standing = new Map(
    (await tx.findBy(Quota, { batchId: batch.id })).map((quota) => [criterionKey(quota), quota]),
  );
  for (const quota of wanted) {
    const key = criterionKey(quota.criterion);
    const old = standing.get(key);
    standing.delete(key);
    if (old !== undefined) await resizeQuota(tx, old, quota.capacity);
    else if (batch.taken > 0) throw new Refusal('quota_with_seats_taken', { taken: batch.taken });
    else await addQuota(tx, batch.id, quota);
  }
  for (const dropped of standing.values()) await tx.delete(Quota, { id: dropped.id });
}
