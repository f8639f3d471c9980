import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import { extraSeat } from './registration.rules.js';
import { Seats } from './seats.js';

/** One person more than was planned, and why. */
export interface ExtraSeat {
  readonly actor: AuditActor;
  readonly reason: string;
}

/** The organiser's decision to seat one more than planned: it widens a full batch, and full quotas, by one seat. */
@Injectable()
export class ExceedCapacity {
  constructor(
    private readonly seats: Seats,
    private readonly audit: Audit,
  ) {}

  /**
   * In the transaction that then takes the seat, with the batch locked, so that nobody who waits gets it first. Changes
   * nothing while there is a seat anyway. A quota is widened too: who decides about one person has decided about her
   * group. Throws `venue_full`, and `venue_seats_unknown` where nobody said what the room holds.
   */
  async run(tx: EntityManager, batch: Batch, quotaIds: readonly string[], { actor, reason }: ExtraSeat): Promise<void> {
    const verdict = extraSeat(batch);
    if ('refused' in verdict) throw new Refusal(verdict.refused, { seats: batch.venueSeats ?? 0 });
    const widened = await this.seats.widen(tx, batch.id, quotaIds);
    if (!widened.batch && widened.quotaIds.length === 0) return;
    await this.audit.record(tx, {
      officeId: batch.officeId,
      actor,
      action: 'batch.capacity_exceeded',
      subject: { type: 'batch', id: batch.id },
      before: { capacity: batch.capacity },
      after: {
        capacity: batch.capacity + (widened.batch ? 1 : 0),
        venueSeats: batch.venueSeats,
        quotaIds: widened.quotaIds,
        reason,
      },
    });
  }
}
