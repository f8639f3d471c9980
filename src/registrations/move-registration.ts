import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import type { Batch } from '../programs/batch.entity.js';
import { Quota } from '../programs/quota.entity.js';
import { Registration } from './registration.entity.js';
import {
  decide,
  matchingQuotas,
  type Registrant,
  type RegistrationEvent,
  type RegistrationStatus,
} from './registration.rules.js';
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
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The caller has locked the batch and read the registration after that. Throws the `Refusal` of `decide`. */
  async run(tx: EntityManager, registration: Registration, move: Move): Promise<Moved> {
    const next = await this.next(tx, registration, move.event);
    if (next === registration.status) return { registration, changed: false, freedSeat: false };
    const freedSeat = registration.status === 'confirmed';
    if (freedSeat) await this.seats.free(tx, registration.batchId, await this.quotaIds(tx, registration));
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

  /** The state in which a new registration begins; takes its seat if there is one. The caller has locked the batch. */
  async first(
    tx: EntityManager,
    { id: batchId, admission }: Batch,
    registrant: Omit<QuotaSubject, 'batchId'>,
  ): Promise<RegistrationStatus> {
    const automatic = admission === 'automatic';
    const seat = automatic
      ? await this.seats.take(tx, batchId, await this.quotaIds(tx, { ...registrant, batchId }))
      : 'free';
    const verdict = decide(null, { name: 'submit', admission }, seat);
    if ('refused' in verdict) throw new Error(`A new registration was refused: ${verdict.refused}`);
    return verdict.next;
  }

  private async quotaIds(tx: EntityManager, { batchId, ...registrant }: QuotaSubject): Promise<string[]> {
    const quotas = await tx.findBy(Quota, { batchId });
    if (quotas.length === 0) return [];
    return matchingQuotas(quotas, await this.registrant(tx, registrant)).map(({ id }) => id);
  }

  private async next(
    tx: EntityManager,
    registration: Registration,
    event: RegistrationEvent,
  ): Promise<RegistrationStatus> {
    const wish = decide(registration.status, event, 'free');
    const needsSeat = 'next' in wish && wish.next === 'confirmed' && registration.status !== 'confirmed';
    const seat = needsSeat
      ? await this.seats.take(tx, registration.batchId, await this.quotaIds(tx, registration))
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

  private async registrant(tx: EntityManager, subject: Omit<QuotaSubject, 'batchId'>): Promise<Registrant> {
    const { enterpriseId, regencyCode, gender } = subject;
    const enterprise = enterpriseId === null ? null : await tx.findOneBy(Enterprise, { id: enterpriseId });
    return { regencyCode, gender, enterpriseKind: enterprise?.kind ?? null };
  }
}

type QuotaSubject = Pick<Registration, 'batchId' | 'enterpriseId' | 'regencyCode' | 'gender'>;
