import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Quota } from '../programs/quota.entity.js';
import type { Registration } from './registration.entity.js';
import { matchingQuotas, type Registrant } from './registration.rules.js';

export type QuotaSubject = Pick<Registration, 'batchId' | 'enterpriseId' | 'regencyCode' | 'gender'>;

/** The quotas that count somebody. */
@Injectable()
export class OwnQuotas {
  /** Their ids, of a registration as it stands. */
  async of(tx: EntityManager, { batchId, enterpriseId, regencyCode, gender }: QuotaSubject): Promise<string[]> {
    const quotas = await tx.findBy(Quota, { batchId });
    if (quotas.length === 0) return [];
    const enterprise = enterpriseId === null ? null : await tx.findOneBy(Enterprise, { id: enterpriseId });
    return quotaIdsOf(quotas, { regencyCode, gender, enterpriseKind: enterprise?.kind ?? null });
  }

  async counting(tx: EntityManager, batchId: string, registrant: Registrant): Promise<string[]> {
    return quotaIdsOf(await tx.findBy(Quota, { batchId }), registrant);
  }
}

export function quotaIdsOf(quotas: readonly Quota[], registrant: Registrant): string[] {
  return matchingQuotas(quotas, registrant).map(({ id }) => id);
}
