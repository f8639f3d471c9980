import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { inGroups, insertRows, type Row } from '../../database/rows.js';
import { Clock } from '../../kernel/clock.js';
import { KeepApplicant, type KeptApplicant } from '../../participants/keep-applicant.js';
import type { Batch } from '../../programs/batch.entity.js';
import { AfterEnrolment } from '../after-enrolment.js';
import { registrationRow } from '../enrol.js';
import { registrantOf, type Enrolment } from '../enrolment.js';
import { MoveRegistration } from '../move-registration.js';
import { Registration } from '../registration.entity.js';
import { liveStatuses } from '../registration.rules.js';
import { Seats, type BatchWithQuotas } from '../seats.js';

interface Kept {
  readonly enrolment: Enrolment;
  readonly kept: KeptApplicant;
}

/** Writes many registrations of one batch as `Enrol` writes one, by the same seat rule, in few statements. */
@Injectable()
export class EnrolMany {
  constructor(
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly applicants: KeepApplicant,
    private readonly after: AfterEnrolment,
    private readonly clock: Clock,
  ) {}

  /**
   * In the order given, under one notice and manner of consent: those of the first. Who is registered already is passed
   * over; the batch is locked before anybody looks. Answers the new registrations.
   */
  async run(tx: EntityManager, enrolments: readonly Enrolment[], tellThem: boolean): Promise<Registration[]> {
    const [first] = enrolments;
    if (first === undefined) return [];
    const people = await this.applicants.people(
      tx,
      enrolments.map(({ applicant }) => applicant),
    );
    const batch = await this.locked(tx, first);
    const fresh = await this.fresh(tx, batch, enrolments, people);
    const numbered = await this.seats.lockForNext(tx, batch.id, fresh.length);
    if (numbered === null) throw new Error('A batch went away that was locked.');
    const before = numbered.batch.lastSequence - fresh.length;
    const rows: Row<Registration>[] = [];
    for (const someone of fresh) rows.push(await this.row(tx, numbered, someone, before + rows.length + 1));
    await insertRows(tx, Registration, rows);
    const registrations = rows.map((row) => Object.assign(new Registration(), row));
    await this.after.runAll(tx, registrations, { consent: first.consent, by: first.by, tellThem });
    return registrations;
  }

  private async locked(tx: EntityManager, { foreseen, requireOpen }: Enrolment): Promise<Batch> {
    const batch = await this.seats.lock(tx, foreseen.batch.id);
    if (batch === null) throw new Error('A batch went away while a spreadsheet was imported into it.');
    requireOpen(batch);
    return batch;
  }

  /** Those who are not registered yet, each once, with their rows. */
  private async fresh(
    tx: EntityManager,
    batch: Batch,
    enrolments: readonly Enrolment[],
    people: readonly string[],
  ): Promise<Kept[]> {
    const taken = await livePeople(tx, batch.id, people);
    const fresh = enrolments.flatMap((enrolment, index) => {
      const participantId = people[index] ?? '';
      if (taken.has(participantId)) return [];
      taken.add(participantId);
      return [{ enrolment, participantId }];
    });
    const applicants = fresh.map(({ enrolment }) => enrolment.applicant);
    const enterprises = await this.applicants.enterprisesOf(tx, batch.officeId, applicants);
    return fresh.map(({ enrolment, participantId }, index) => ({
      enrolment,
      kept: { participantId, enterpriseId: enterprises[index] ?? null },
    }));
  }

  private async row(
    tx: EntityManager,
    locked: BatchWithQuotas,
    { enrolment, kept }: Kept,
    sequence: number,
  ): Promise<Row<Registration>> {
    const { answers, seat, by } = enrolment;
    const person = { ...answers, ...kept };
    const status = await this.move.first(tx, locked, [registrantOf(enrolment)], { ...seat, actor: by });
    return registrationRow(locked.batch, person, { groupId: null, status, sequence, at: this.clock.now() });
  }
}

/** Of these participants, those who have a live registration in the batch. */
export async function livePeople(
  manager: EntityManager,
  batchId: string,
  participantIds: readonly string[],
): Promise<Set<string>> {
  const live = new Set<string>();
  for (const group of inGroups(participantIds)) {
    const rows = await manager.find(Registration, {
      where: { batchId, participantId: In(group), status: In([...liveStatuses]) },
      select: { id: true, participantId: true },
    });
    for (const { participantId } of rows) live.add(participantId);
  }
  return live;
}
