import type { EntityManager } from 'typeorm';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Registration } from '../registrations/registration.entity.js';

/** Somebody who registered, as far as reports name and count them. */
export interface ReportPerson {
  readonly id: string;
  readonly sequence: number;
  readonly name: string;
  readonly gender: Registration['gender'];
  readonly regency: string | null;
  readonly status: Registration['status'];
  readonly enterprise: string | null;
  readonly kind: Enterprise['kind'] | null;
}

const pageLength = 100;

/** Everybody who ever registered for a batch, in order of registering, page by page. */
export async function* peoplePages(manager: EntityManager, batchId: string): AsyncGenerator<ReportPerson[]> {
  let after = 0;
  for (;;) {
    const page = await pageAfter(manager, batchId, after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.sequence;
  }
}

function pageAfter(manager: EntityManager, batchId: string, after: number): Promise<ReportPerson[]> {
  return manager
    .createQueryBuilder(Registration, 'registration')
    .leftJoin(Enterprise, 'enterprise', 'enterprise.id = registration.enterpriseId')
    .select('registration.id', 'id')
    .addSelect('registration.sequence', 'sequence')
    .addSelect('registration.name', 'name')
    .addSelect('registration.gender', 'gender')
    .addSelect('registration.regencyCode', 'regency')
    .addSelect('registration.status', 'status')
    .addSelect('enterprise.name', 'enterprise')
    .addSelect('enterprise.kind', 'kind')
    .where('registration.batchId = :batchId AND registration.sequence > :after', { batchId, after })
    .orderBy('registration.sequence', 'ASC')
    .limit(pageLength)
    .getRawMany<ReportPerson>();
}
