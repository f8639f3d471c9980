import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksUnique, withoutParameters } from '../database/constraints.js';
import { insertByCommit, insertRow, type Row } from '../database/rows.js';
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
import type { Registrant } from './registration.rules.js';
import { Seats, type BatchWithQuotas } from './seats.js';

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

/** Those who are registered in one go: all of them get a seat, or none. */
export interface Party {
  /** Null for one who comes alone. */
  readonly groupId: string | null;
  readonly members: readonly [Enrolment, ...Enrolment[]];
}

/** Somebody of a group has a live registration in the batch already. Says who of them, and nothing of the person. */
export class AlreadyRegistered extends Error {
  constructor(
    /** In the order of the party, from 0. */
    readonly member: number,
  ) {
    super('Somebody is registered already.');
  }
}

/** Writes registrations with person, seat, consent, audit entry and mail: all in the caller's transaction. */
@Injectable()
export class Enrol {
  constructor(
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly applicants: KeepApplicant,
    private readonly after: AfterEnrolment,
    private readonly clock: Clock,
  ) {}

  /**
   * The new registrations, in the order of the party. Whoever wants a seat of the batch waits from its locking to
   * the end of the transaction; what needs no lock comes before. Throws `AlreadyRegistered` for a group; for who comes
   * alone, the transaction fails with what `tellsOfLive` knows.
   */
  async run(tx: EntityManager, { groupId, members }: Party): Promise<Registration[]> {
    const [{ batchId, requireOpen }] = members;
    const kept = await this.applicants.run(
      tx,
      members.map(({ applicant }) => applicant),
    );
    const locked = await this.seats.lockForNext(tx, batchId, members.length);
    if (locked === null) throw new Error('A batch went away while somebody registered for it.');
    requireOpen(locked.batch);
    const rows = await this.rows(tx, locked, { groupId, members }, kept);
    await (groupId === null ? insertByCommit(tx, Registration, rows) : this.insertEach(tx, rows));
    const made = rows.map((row) => Object.assign(new Registration(), row));
    for (const [index, registration] of made.entries()) {
      await this.after.run(tx, registration, members[index] ?? members[0]);
    }
    return made;
  }

  private async rows(
    tx: EntityManager,
    locked: BatchWithQuotas,
    { groupId, members }: Party,
    kept: readonly KeptApplicant[],
  ): Promise<Row<Registration>[]> {
    const people = kept.map((ids, index) => ({ ...(members[index] ?? members[0]).answers, ...ids }));
    const [{ seat, by }] = members;
    const status = await this.move.first(tx, locked, members.map(registrantOf), { ...seat, actor: by });
    const { batch } = locked;
    const before = batch.lastSequence - members.length;
    const at = this.clock.now();
    return people.map((person, index) =>
      registrationRow(batch, person, { groupId, status, sequence: before + index + 1, at }),
    );
  }

  /** One after the other, so that it is known who of them is registered already. */
  private async insertEach(tx: EntityManager, rows: readonly Row<Registration>[]): Promise<void> {
    for (const [index, row] of rows.entries()) {
      try {
        await insertRow(tx, Registration, row);
      } catch (error) {
        throw tellsOfLive(withoutParameters(error)) ? new AlreadyRegistered(index) : error;
      }
    }
  }
}

/** Whether a live registration of the same person in the same batch was in the way of another. */
export function tellsOfLive(error: unknown): boolean {
  return breaksUnique(error, 'uq_registrations_live', 'registrations', ['batch_id', 'participant_id']);
}

/** As quotas look at somebody who wants to come. */
export function registrantOf({ answers, applicant }: Enrolment): Registrant {
  const { regencyCode, gender } = answers;
  return { regencyCode, gender, enterpriseKind: applicant.enterprise?.kind ?? null };
}

/** What was decided about a new registration. */
export interface Beginning extends Pick<Registration, 'groupId' | 'status'> {
  /** In the order of registering. */
  readonly sequence: number;
  readonly at: Date;
}

/** The row of a new registration. */
export function registrationRow(
  { id: batchId, officeId }: Batch,
  person: RegistrationAnswers & KeptApplicant,
  { at, ...beginning }: Beginning,
): Row<Registration> {
  return {
    ...{ id: newId(), officeId, batchId, code: newCode(), revision: 0, tokenVersion: 1 },
    ...person,
    ...beginning,
    ...{ reason: null, createdAt: at, statusChangedAt: at },
  };
}
