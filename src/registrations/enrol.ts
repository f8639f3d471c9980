import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksUnique, withoutParameters } from '../database/constraints.js';
import { insertByCommit, insertRow, type Row } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { pairs } from '../kernel/pairs.js';
import { newCode } from '../kernel/short-code.js';
import { KeepApplicant, type KeptApplicant } from '../participants/keep-applicant.js';
import type { Batch } from '../programs/batch.entity.js';
import { AfterEnrolment } from './after-enrolment.js';
import { registrantOf, type Members, type RegistrationAnswers } from './enrolment.js';
import { MoveRegistration } from './move-registration.js';
import { placed } from './position.js';
import { Registration } from './registration.entity.js';
import type { RegistrationStatus } from './registration.rules.js';
import { Seats } from './seats.js';

/** Those who are registered in one go: all of them get a seat, or none. */
export interface Party {
  /** Null for one who comes alone. */
  readonly groupId: string | null;
  readonly members: Members;
}

/** How new registrations begin, all of them alike. */
interface Beginnings {
  /** As it is while it is locked; the numbers of the new ones in the order of registering are its last. */
  readonly batch: Batch;
  readonly status: RegistrationStatus;
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
    private readonly applicants: KeepApplicant,
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly after: AfterEnrolment,
    private readonly clock: Clock,
  ) {}

  /**
   * The new registrations, in the order of the party. What needs no lock of the batch comes before it. Throws what
   * `requireOpen` and `MoveRegistration.first` do, and `AlreadyRegistered` for a group; for who comes alone, the
   * transaction fails with what `tellsOfLive` knows.
   */
  async run(tx: EntityManager, { groupId, members }: Party): Promise<Registration[]> {
    const [first, ...others] = members;
    const applicants = [first.applicant, ...others.map(({ applicant }) => applicant)] as const;
    const kept = await this.applicants.run(tx, applicants);
    const rows = this.rows({ groupId, members }, kept, await this.begin(tx, members));
    await (groupId === null ? insertByCommit(tx, Registration, rows) : this.insertEach(tx, rows));
    const made = rows.map((row) => Object.assign(new Registration(), row));
    const newcomers = pairs(members, await placed(tx, made));
    await this.after.run(
      tx,
      newcomers.map(([member, newcomer]) => ({ ...member, ...newcomer })),
      true,
    );
    return made;
  }

  /** Whoever wants a seat of the batch waits from here to the end of the transaction. */
  private async begin(tx: EntityManager, members: Members): Promise<Beginnings> {
    const [{ batchId, seat, by, requireOpen }] = members;
    const locked = await this.seats.lockForNext(tx, batchId, members.length);
    requireOpen(locked.batch);
    const status = await this.move.first(tx, locked, members.map(registrantOf), { ...seat, actor: by });
    return { batch: locked.batch, status };
  }

  private rows({ groupId, members }: Party, kept: readonly KeptApplicant[], { batch, status }: Beginnings) {
    const before = batch.lastSequence - members.length;
    const at = this.clock.now();
    return pairs(members, kept).map(([{ answers }, ids], index) => {
      const person = { ...answers, ...ids };
      return registrationRow(batch, person, { groupId, status, sequence: before + index + 1, at });
    });
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
