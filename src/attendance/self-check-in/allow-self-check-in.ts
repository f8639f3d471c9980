import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { insertRow } from '../../database/rows.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { Audit } from '../../identity/audit.js';
import { Clock } from '../../kernel/clock.js';
import { lockedBatch, requireChangeable } from '../../programs/change-batch.js';
import { isAllowed } from './open-session.js';
import { SelfCheckIn } from './self-check-in.entity.js';

/** Lets the participants of a batch check themselves in, or no longer. Off until somebody allows it. */
@Injectable()
export class AllowSelfCheckIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws `NotFound`, and `batch_already_…` once the batch is completed or cancelled. */
  run(actor: Actor, batchId: string, allowed: boolean): Promise<void> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const batch = await lockedBatch(tx, actor, batchId);
      requireChangeable(batch);
      if ((await isAllowed(tx, batchId)) === allowed) return;
      const row = { batchId, allowedBy: actor.userId, allowedAt: this.clock.now() };
      if (allowed) await insertRow(tx, SelfCheckIn, row);
      else await tx.delete(SelfCheckIn, { batchId });
      await this.audit.record(tx, {
        officeId: actor.officeId,
        actor,
        action: allowed ? 'self_check_in.allowed' : 'self_check_in.stopped',
        subject: { type: 'batch', id: batchId },
      });
    });
  }
}
