import type { EntityManager } from 'typeorm';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Quota } from '../programs/quota.entity.js';
import type { Registration } from './registration.entity.js';
import { matchingQuotas } from './registration.rules.js';

export type QuotaSubject = Pick<Registration, 'batchId' | 'enterpriseId' | 'regencyCode' | 'gender'>;

/** The ids of the batch's quotas that count this registrant. */
export async function countedQuotas(tx: EntityManager, subject: QuotaSubject): Promise<string[]> {
  const { batchId, enterpriseId, regencyCode, gender } = subject;
  const quotas = await tx.findBy(Quota, { batchId });
  if (quotas.length === 0) return [];
  const enterprise = enterpriseId === null ? null : await tx.findOneBy(Enterprise, { id: enterpriseId });
  return matchingQuotas(quotas, { regencyCode, gender, enterpriseKind: enterprise?.kind ?? null }).map(({ id }) => id);
}
