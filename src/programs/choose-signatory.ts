import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Database } from '../database/database.js';
import { insertRow } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Signatory } from '../identity/signatory.entity.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import { BatchSignatory } from './batch-signatory.entity.js';
import { Batch } from './batch.entity.js';

/** Decides who signs the certificates that a batch still gets; those that were issued stay as they are. */
@Injectable()
export class ChooseSignatory {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Null while the office's default signs. Throws `NotFound`. */
  async chosen({ officeId }: Actor, batchId: string): Promise<string | null> {
    const { reader } = this.database;
    if (!(await reader.existsBy(Batch, { id: batchId, officeId }))) throw new NotFound('batch_not_found');
    return (await reader.findOneBy(BatchSignatory, { batchId }))?.signatoryId ?? null;
  }

  /** Null for the office's default. Throws `NotFound` for the batch and `InvalidInput` for the signatory. */
  async run(actor: Actor, batchId: string, signatoryId: string | null): Promise<void> {
    requireRole(actor, 'organizer');
    const { officeId } = actor;
    await this.database.transaction(async (tx) => {
      if (!(await tx.existsBy(Batch, { id: batchId, officeId }))) throw new NotFound('batch_not_found');
      await tx.delete(BatchSignatory, { batchId });
      if (signatoryId !== null) {
        const known = isUUID(signatoryId) && (await tx.existsBy(Signatory, { id: signatoryId, officeId }));
        if (!known) throw new InvalidInput([{ field: 'signatory', code: 'signatory_not_found' }]);
        await insertRow(tx, BatchSignatory, { batchId, signatoryId });
      }
      const subject = { type: 'batch', id: batchId };
      await this.audit.record(tx, { officeId, actor, action: 'batch.signatory_chosen', subject });
    });
  }
}
