import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { BatchLife } from '../programs/batch-life.js';
import { Batch } from '../programs/batch.entity.js';
import { lockedBatch } from '../programs/change-batch.js';
import { MoveRegistration, type Moved } from './move-registration.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { Registration } from './registration.entity.js';
import { liveStatuses } from './registration.rules.js';

/** Calls a batch off: it, every registration that is live, and the mail to each of them, or nothing of it. */
@Injectable()
export class CancelBatch {
  constructor(
    private readonly database: Database,
    private readonly life: BatchLife,
    private readonly move: MoveRegistration,
    private readonly notices: RegistrationNotices,
  ) {}

  /** Throws `NotFound` and the `batch_already_…` refusals. */
  async run(actor: Actor, id: string, reason: string): Promise<void> {
    requireRole(actor, 'organizer');
    await this.database.transaction(async (tx) => {
      const batch = await lockedBatch(tx, actor, id);
      await this.life.cancel(tx, actor, batch, reason);
      const touched = await tx.find(Registration, {
        where: { batchId: id, status: In([...liveStatuses]) },
        order: { sequence: 'ASC' },
      });
      const ended: Moved[] = [];
      for (const standing of touched) {
        ended.push(await this.move.run(tx, standing, { event: { name: 'cancel' }, actor, reason }));
      }
      await this.notices.batchCancelled(tx, await tx.findOneByOrFail(Batch, { id }), reason, ended);
    });
  }
}
