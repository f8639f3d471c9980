import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { insertIfNew, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { criteriaErrors, tidied } from './criteria.rules.js';
import { SelectionCriteria } from './selection-criteria.entity.js';
import type { CriteriaBody } from './selection.dto.js';

/** Keeps by what a batch's applicants are ranked. */
@Injectable()
export class SaveCriteria {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the criteria that stood. Throws `NotFound`, `InvalidInput` with fields like `criteria.0.choice`, and
   * `admission_not_selection` for a batch that admits in order of registering.
   */
  async run(actor: Actor, batchId: string, body: CriteriaBody): Promise<void> {
    requireRole(actor, 'organizer');
    const { officeId, userId } = actor;
    const batch = await this.database.reader.findOneBy(Batch, { id: batchId, officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    if (batch.admission !== 'selection') throw new Refusal('admission_not_selection');
    const errors = criteriaErrors(body.criteria);
    if (errors.length > 0) throw new InvalidInput(errors);
    const change = { criteria: tidied(body.criteria), changedBy: userId, changedAt: this.clock.now() };
    await this.database.transaction(async (tx) => {
      const standing = await tx.findOneBy(SelectionCriteria, { batchId });
      await insertIfNew(tx, SelectionCriteria, { id: newId(), officeId, batchId, ...change });
      await updateRows(tx, SelectionCriteria, { batchId }, change);
      await this.audit.record(tx, {
        ...{ officeId, actor },
        action: 'selection.criteria_changed',
        subject: { type: 'batch', id: batchId },
        before: { criteria: standing?.criteria ?? [] },
        after: { criteria: change.criteria },
      });
    });
  }
}
