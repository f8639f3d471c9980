import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { BatchQueries } from '../programs/batch.queries.js';
import type { BatchView } from '../programs/batch.views.js';
import { ApplicantQueries, type Candidate } from './applicants.queries.js';
import { SelectionCriteria } from './selection-criteria.entity.js';
import { rank, type Criterion, type Ranked } from './selection.rules.js';

/** Those who applied for a batch in the order of its criteria. */
export interface Board {
  readonly batch: BatchView;
  readonly criteria: readonly Criterion[];
  readonly ranking: readonly Ranked<Candidate>[];
}

@Injectable()
export class SelectionQueries {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchQueries,
    private readonly applicants: ApplicantQueries,
  ) {}

  /** Without criteria the order is that of registering. Throws `NotFound` for another office's batch as for none. */
  async board(actor: Actor, batchId: string): Promise<Board> {
    requireRole(actor, 'organizer');
    const batch = await this.batches.one(actor, batchId);
    const criteria = await this.criteria(actor, batchId);
    return { batch, criteria, ranking: rank(await this.applicants.ofBatch(actor, batch), criteria) };
  }

  /** The heaviest first; none until they are chosen. */
  async criteria({ officeId }: Actor, batchId: string): Promise<readonly Criterion[]> {
    const chosen = await this.database.reader.findOneBy(SelectionCriteria, { batchId, officeId });
    return chosen?.criteria ?? [];
  }
}
