import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { inGroups, insertByCommit } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { pairs } from '../kernel/pairs.js';
import { KeepApplicant, type KeptApplicant } from '../participants/keep-applicant.js';
import { AfterEnrolment } from './after-enrolment.js';
import { registrationRow } from './enrol.js';
import { registrantOf, type Enrolment } from './enrolment.js';
import { MoveRegistration } from './move-registration.js';
import { placed, type Newcomer } from './position.js';
import { Registration } from './registration.entity.js';
import { liveStatuses } from './registration.rules.js';
import { Seats } from './seats.js';

interface Identified {
  readonly enrolment: Enrolment;
  readonly participantId: string;
}

type Kept = Identified & KeptApplicant;

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
   * The new registrations in the order of the enrolments, which wish for a usual seat; null for who is registered already
   * and is passed over. Throws what `requireOpen` does.
   */
  async run(tx: EntityManager, enrolments: readonly Enrolment[], tellThem: boolean): Promise<(Newcomer | null)[]> {
    const [first] = enrolments;
    if (first === undefined) return [];
    const fresh = await this.fresh(tx, first.batchId, enrolments);
    const written = await this.write(tx, first.batchId, await this.withEnterprises(tx, fresh));
    const newcomers = pairs(fresh, await placed(tx, written)).map(([{ enrolment }, one]) => [enrolment, one] as const);
    await this.after.run(
      tx,
      newcomers.map(([{ consent, by }, newcomer]) => ({ consent, by, ...newcomer })),
      tellThem,
    );
    const byEnrolment = new Map(newcomers);
    return enrolments.map((enrolment) => byEnrolment.get(enrolment) ?? null);
  }

  /** Those who are not registered yet, each once. The batch is locked before anybody looks. */
  private async fresh(tx: EntityManager, batchId: string, enrolments: readonly Enrolment[]): Promise<Identified[]> {
    const drafts = enrolments.map(({ applicant }) => applicant);
    const people = await this.applicants.people(tx, drafts);
    const identified = pairs(enrolments, people).map(([enrolment, participantId]) => ({ enrolment, participantId }));
    const known = identified.filter(isKnown).map(({ participantId }) => participantId);
    if (known.length === 0) return identified;
    await this.seats.lock(tx, batchId);
    const taken = await livePeople(tx, batchId, known);
    return identified.filter(({ participantId }) => {
      const free = !taken.has(participantId);
      taken.add(participantId);
      return free;
    });
  }

  private async withEnterprises(tx: EntityManager, identified: readonly Identified[]): Promise<Kept[]> {
    const applicants = identified.map(({ enrolment }) => enrolment.applicant);
    const officeId = applicants[0]?.participant.officeId ?? '';
    const enterprises = await this.applicants.enterprisesOf(tx, officeId, applicants);
    return pairs(identified, enterprises).map(([someone, enterpriseId]) => ({ ...someone, enterpriseId }));
  }

  private async write(tx: EntityManager, batchId: string, all: readonly Kept[]): Promise<Registration[]> {
    const locked = await this.seats.lockForNext(tx, batchId, all.length);
    const { batch } = locked;
    for (const { enrolment } of all) enrolment.requireOpen(batch);
    const registrants = all.map(({ enrolment }) => registrantOf(enrolment));
    const statuses = await this.move.firstOfEach(tx, locked, registrants);
    const at = this.clock.now();
    const before = batch.lastSequence - all.length;
    const rows = pairs(all, statuses).map(([{ enrolment, participantId, enterpriseId }, status], index) => {
      const person = { ...enrolment.answers, participantId, enterpriseId };
      return registrationRow(batch, person, { groupId: null, status, sequence: before + index + 1, at });
    });
    await insertByCommit(tx, Registration, rows);
    return rows.map((row) => Object.assign(new Registration(), row));
  }
}

/** Whether her row was there before; of one who is named twice, the second time. */
function isKnown({ enrolment, participantId }: Identified): boolean {
  return enrolment.applicant.participant.id !== participantId;
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
