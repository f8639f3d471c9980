import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { countedQuotas, type QuotaSubject } from './counted-quotas.js';
import { ExceedCapacity } from './exceed-capacity.js';
import { Registration } from './registration.entity.js';
import {
  decide,
  type RegistrationEvent,
  type RegistrationStatus,
  type Seat,
  type SeatWish,
} from './registration.rules.js';
import { Seats } from './seats.js';

export interface Move {
  readonly event: RegistrationEvent;
  readonly actor: AuditActor;
  readonly reason?: string | null;
  /** Why this person is seated though all seats are taken; without it she is not. */
  readonly extraSeat?: string | null;
}

/** How a new registration comes by its seat. */
export interface SeatDecision {
  readonly wish: SeatWish;
  /** Of an extra seat. */
  readonly reason: string | null;
  readonly actor: AuditActor;
}

export interface Moved {
  /** The row after the move. */
  readonly registration: Registration;
  /** False when there was nothing left to do; then nothing was written either. */
  readonly changed: boolean;
  readonly freedSeat: boolean;
}

/** Takes a registration from one state to the next with everything that belongs to it: seat, row and audit entry. */
@Injectable()
export class MoveRegistration {
  constructor(
    private readonly seats: Seats,
    private readonly exceed: ExceedCapacity,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The caller has locked the batch and read the registration after that. Throws the `Refusal` of `decide`. */
  async run(tx: EntityManager, registration: Registration, move: Move): Promise<Moved> {
    const next = await this.next(tx, registration, move);
    if (next === registration.status) return { registration, changed: false, freedSeat: false };
    const freedSeat = registration.status === 'confirmed';
    if (freedSeat) await this.seats.free(tx, registration.batchId, await countedQuotas(tx, registration));
    const moved = await this.store(tx, registration, next, move);
    await this.audit.record(tx, {
      officeId: registration.officeId,
      actor: move.actor,
      action: `registration.${next}`,
      subject: { type: 'registration', id: registration.id },
      before: { status: registration.status },
      after: { status: next, reason: moved.reason },
    });
    return { registration: moved, changed: true, freedSeat };
  }

  /**
   * The state in which a new registration begins; takes its seat if there is one. The caller has locked the batch.
   * Throws `batch_full` and `quota_full` for who was to be seated or not registered at all, and as `ExceedCapacity` does.
   */
  async first(
    tx: EntityManager,
    batch: Batch,
    registrant: Omit<QuotaSubject, 'batchId'>,
    { wish, reason, actor }: SeatDecision,
  ): Promise<RegistrationStatus> {
    const { id: batchId, admission } = batch;
    const extraSeat = wish === 'extra' ? reason : null;
    const seat =
      admission === 'automatic' || wish !== 'usual'
        ? await this.take(tx, batch, { ...registrant, batchId }, { actor, extraSeat })
        : 'free';
    const verdict = decide(null, { name: 'submit', admission, wish }, seat);
    if ('refused' in verdict) throw new Refusal(verdict.refused);
    return verdict.next;
  }

  private async take(
    tx: EntityManager,
    batch: Batch,
    subject: QuotaSubject,
    { actor, extraSeat = null }: Pick<Move, 'actor' | 'extraSeat'>,
  ): Promise<Seat> {
    const quotaIds = await countedQuotas(tx, subject);
    if (extraSeat !== null) await this.exceed.run(tx, batch, quotaIds, { actor, reason: extraSeat });
    return this.seats.take(tx, batch.id, quotaIds);
  }

  private async next(tx: EntityManager, registration: Registration, move: Move): Promise<RegistrationStatus> {
    const { event } = move;
    const wish = decide(registration.status, event, 'free');
    const needsSeat = 'next' in wish && wish.next === 'confirmed' && registration.status !== 'confirmed';
    const seat = needsSeat ? await this.take(tx, await this.batchOf(tx, registration), registration, move) : 'free';
    const verdict = decide(registration.status, event, seat);
    if ('refused' in verdict) throw new Refusal(verdict.refused);
    return verdict.next;
  }

  private batchOf(tx: EntityManager, { batchId }: Registration): Promise<Batch> {
    return tx.findOneByOrFail(Batch, { id: batchId });
  }

  private async store(
    tx: EntityManager,
    { id, status, revision }: Registration,
    next: RegistrationStatus,
    { reason }: Move,
  ): Promise<Registration> {
    const changed = await updateRows(
      tx,
      Registration,
      { id, status, revision },
      { status: next, revision: revision + 1, reason: reason ?? null, statusChangedAt: this.clock.now() },
    );
    if (changed !== 1) throw new Error('A registration was moved without its batch being locked.');
    return tx.findOneByOrFail(Registration, { id });
  }
}
