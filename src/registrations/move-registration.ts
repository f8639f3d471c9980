import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { ExceedCapacity } from './exceed-capacity.js';
import { OwnQuotas, quotaIdsOf } from './own-quotas.js';
import { Registration } from './registration.entity.js';
import {
  decide,
  type Registrant,
  type RegistrationEvent,
  type RegistrationStatus,
  type Seat,
  type SeatWish,
} from './registration.rules.js';
import { Seats, type BatchWithQuotas } from './seats.js';

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
    private readonly quotas: OwnQuotas,
    private readonly exceed: ExceedCapacity,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The caller has locked the batch and read the registration after that. Throws the `Refusal` of `decide`. */
  async run(tx: EntityManager, registration: Registration, move: Move): Promise<Moved> {
    const next = await this.next(tx, registration, move);
    if (next === registration.status) return { registration, changed: false, freedSeat: false };
    const freedSeat = registration.status === 'confirmed';
    if (freedSeat) await this.seats.free(tx, registration.batchId, await this.quotas.of(tx, registration));
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
   * The state in which new registrations begin that were made together; takes their seats if there is one for each. The
   * caller has locked the batch. An extra seat is for one who comes alone. Throws `batch_full` and `quota_full` for who
   * was to be seated or not registered at all, and as `ExceedCapacity` does.
   */
  async first(
    tx: EntityManager,
    { batch, quotas }: BatchWithQuotas,
    party: readonly Registrant[],
    { wish, reason, actor }: SeatDecision,
  ): Promise<RegistrationStatus> {
    const { admission } = batch;
    const seat =
      admission === 'automatic' || wish !== 'usual'
        ? await this.take(
            tx,
            batch,
            party.map((registrant) => quotaIdsOf(quotas, registrant)),
            {
              actor,
              extraSeat: wish === 'extra' ? reason : null,
            },
          )
        : 'free';
    return begin({ name: 'submit', admission, wish }, seat);
  }

  /** The same for several who come each for herself and wish for no more than a usual seat, in their order. */
  async firstOfEach(
    tx: EntityManager,
    { batch, quotas }: BatchWithQuotas,
    all: readonly Registrant[],
  ): Promise<RegistrationStatus[]> {
    const { admission } = batch;
    const party = all.map((registrant) => quotaIdsOf(quotas, registrant));
    const seats =
      admission === 'automatic' ? await this.seats.takeEach(tx, batch, party) : party.map(() => 'free' as const);
    return seats.map((seat) => begin({ name: 'submit', admission, wish: 'usual' }, seat));
  }

  private async take(
    tx: EntityManager,
    batch: Batch,
    party: readonly (readonly string[])[],
    { actor, extraSeat = null }: Pick<Move, 'actor' | 'extraSeat'>,
  ): Promise<Seat> {
    if (extraSeat !== null) {
      for (const quotaIds of party) await this.exceed.run(tx, batch, quotaIds, { actor, reason: extraSeat });
    }
    return this.seats.takeAll(tx, batch, party);
  }

  private async next(tx: EntityManager, registration: Registration, move: Move): Promise<RegistrationStatus> {
    const { event } = move;
    const wish = decide(registration.status, event, 'free');
    const needsSeat = 'next' in wish && wish.next === 'confirmed' && registration.status !== 'confirmed';
    const seat = needsSeat ? await this.takeOne(tx, registration, move) : 'free';
    const verdict = decide(registration.status, event, seat);
    if ('refused' in verdict) throw new Refusal(verdict.refused);
    return verdict.next;
  }

  private async takeOne(tx: EntityManager, registration: Registration, move: Move): Promise<Seat> {
    const batch = await tx.findOneByOrFail(Batch, { id: registration.batchId });
    return this.take(tx, batch, [await this.quotas.of(tx, registration)], move);
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

function begin(event: RegistrationEvent, seat: Seat): RegistrationStatus {
  const verdict = decide(null, event, seat);
  if ('refused' in verdict) throw new Refusal(verdict.refused);
  return verdict.next;
}
