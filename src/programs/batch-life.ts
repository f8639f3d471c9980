import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { InvalidInput, Refusal } from '../kernel/problems.js';
import { Batch, type BatchStatus } from './batch.entity.js';
import { decideBatch, publicationErrors, type BatchEvent } from './batch.rules.js';
import { lockedBatch } from './change-batch.js';
import { Session } from './session.entity.js';

/** Publishes and completes batches. Cancelling mails people, so it lives where they are known. */
@Injectable()
export class BatchLife {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws `InvalidInput` with everything that is missing, and `batch_already_…` refusals. */
  publish(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const batch = await lockedBatch(tx, actor, id);
      const next = nextOrRefuse(batch, 'publish');
      const errors = publicationErrors(batch, await tx.findBy(Session, { batchId: id }));
      if (errors.length > 0) throw new InvalidInput(errors);
      await this.move(tx, actor, batch, { status: next, publishedAt: this.clock.now() });
    });
  }

  /** Throws `batch_not_published` and `batch_already_…` refusals. */
  complete(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const batch = await lockedBatch(tx, actor, id);
      await this.move(tx, actor, batch, { status: nextOrRefuse(batch, 'complete') });
    });
  }

  /** Within the caller's transaction, which also tells the registrants. */
  async cancel(tx: EntityManager, actor: Actor, batch: Batch, reason: string): Promise<void> {
    await this.move(tx, actor, batch, { status: nextOrRefuse(batch, 'cancel'), cancellationReason: reason });
  }

  private async move(
    tx: EntityManager,
    actor: Actor,
    batch: Batch,
    change: { status: BatchStatus; publishedAt?: Date; cancellationReason?: string },
  ): Promise<void> {
    const moved = await updateRows(tx, Batch, { id: batch.id, status: batch.status }, change);
    if (moved === 0) throw new Refusal('changed_meanwhile');
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action: `batch.${change.status}`,
      subject: { type: 'batch', id: batch.id },
      before: { status: batch.status },
      after: { status: change.status },
    });
  }
}

function nextOrRefuse(batch: Batch, event: BatchEvent): BatchStatus {
  const decision = decideBatch(batch.status, event);
  if ('refused' in decision) throw new Refusal(decision.refused);
  return decision.next;
}
