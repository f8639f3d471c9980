import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import { OwnQuotas, type QuotaSubject } from './own-quotas.js';
import { Registration } from './registration.entity.js';
import { decide, type RegistrationEvent, type RegistrationStatus } from './registration.rules.js';
import { Seats } from './seats.js';

export interface Move {
  readonly event: RegistrationEvent;
  readonly actor: AuditActor;
  readonly reason?: string | null;
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
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The caller has locked the batch and read the registration after that. Throws the `Refusal` of `decide`. */
  async run(tx: EntityManager, registration: Registration, move: Move): Promise<Moved> {
    const next = await this.next(tx, registration, move.event);
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
   * caller has locked the batch.
   */
  async first(
    tx: EntityManager,
    { id: batchId, admission }: Batch,
    party: readonly Omit<QuotaSubject, 'batchId'>[],
  ): Promise<RegistrationStatus> {
    const counted: string[][] = [];
    for (const registrant of party) counted.push(await this.quotas.of(tx, { ...registrant, batchId }));
    const seat = admission === 'automatic' ? await this.seats.takeAll(tx, batchId, counted) : 'free';
    const verdict = decide(null, { name: 'submit', admission }, seat);
    if ('refused' in verdict) throw new Error(`A new registration was refused: ${verdict.refused}`);
    return verdict.next;
  }

  private async next(
    tx: EntityManager,
    registration: Registration,
    event: RegistrationEvent,
  ): Promise<RegistrationStatus> {
    const wish = decide(registration.status, event, 'free');
    const needsSeat = 'next' in wish && wish.next === 'confirmed' && registration.status !== 'confirmed';
    const seat = needsSeat
      ? await this.seats.take(tx, registration.batchId, await this.quotas.of(tx, registration))
      : 'free';
    const verdict = decide(registration.status, event, seat);
    if ('refused' in verdict) throw new Refusal(verdict.refused);
    return verdict.next;
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
