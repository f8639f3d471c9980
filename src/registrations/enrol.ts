import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow, type Row } from '../database/rows.js';
import type { AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { newCode } from '../kernel/short-code.js';
import { KeepApplicant, type Applicant, type KeptApplicant } from '../participants/keep-applicant.js';
import type { Batch } from '../programs/batch.entity.js';
import { AfterEnrolment } from './after-enrolment.js';
import type { GivenConsent } from './consent-notices.js';
import { MoveRegistration, type SeatDecision } from './move-registration.js';
import { Registration } from './registration.entity.js';
import type { RegistrationStatus } from './registration.rules.js';
import { Seats } from './seats.js';

/** What the registrant told of herself for this batch. */
export type RegistrationAnswers = Pick<
  Row<Registration>,
  'name' | 'gender' | 'phone' | 'email' | 'regencyCode' | 'address' | 'role' | 'channel' | 'locale' | 'warnings'
>;

export interface Enrolment {
  readonly batchId: string;
  readonly applicant: Applicant;
  readonly answers: RegistrationAnswers;
  readonly consent: GivenConsent;
  readonly seat: Omit<SeatDecision, 'actor'>;
  readonly by: AuditActor;
  /** Throws when the batch, as it is once it is locked, takes no registration of this kind. */
  readonly requireOpen: (batch: Batch) => void;
}

/** Writes a registration with its person, seat, consent, audit entry and mail: all in the caller's transaction. */
@Injectable()
export class Enrol {
  constructor(
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly applicants: KeepApplicant,
    private readonly after: AfterEnrolment,
    private readonly clock: Clock,
  ) {}

  /** Returns the new registration's id. A person who is registered already breaks `uq_registrations_live`. */
  async run(tx: EntityManager, enrolment: Enrolment): Promise<string> {
    const batch = await this.seats.lockForNext(tx, enrolment.batchId);
    if (batch === null) throw new Error('A batch went away while somebody registered for it.');
    enrolment.requireOpen(batch);
    const row = await this.insert(tx, batch, enrolment);
    const registration = await tx.findOneByOrFail(Registration, { id: row.id });
    await this.after.run(tx, registration, enrolment);
    return registration.id;
  }

  private async insert(
    tx: EntityManager,
    batch: Batch,
    { applicant, answers, ...more }: Enrolment,
  ): Promise<Row<Registration>> {
    const kept = await this.applicants.run(tx, applicant);
    const { enterpriseId } = kept;
    const row = registrationRow(batch, answers, {
      ...kept,
      status: await this.move.first(tx, batch, { ...answers, enterpriseId }, { ...more.seat, actor: more.by }),
      sequence: batch.lastSequence,
      at: this.clock.now(),
    });
    await insertRow(tx, Registration, row);
    return row;
  }
}

/** What was decided about a new registration. */
export interface Beginning extends KeptApplicant {
  readonly status: RegistrationStatus;
  /** In the order of registering. */
  readonly sequence: number;
  readonly at: Date;
}

/** The row of a new registration. */
export function registrationRow(
  { id: batchId, officeId }: Batch,
  answers: RegistrationAnswers,
  { participantId, enterpriseId, status, sequence, at }: Beginning,
): Row<Registration> {
  return {
    ...{ id: newId(), officeId, batchId, participantId, enterpriseId, code: newCode(), status, sequence },
    ...{ revision: 0, tokenVersion: 1, ...answers, reason: null, createdAt: at, statusChangedAt: at },
  };
}
