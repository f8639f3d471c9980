import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { dayIn } from '../kernel/dates.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Participant, type Gender } from '../participants/participant.entity.js';
import type { BatchView } from '../programs/batch.views.js';
import { Registration } from '../registrations/registration.entity.js';
import type { RegistrationStatus } from '../registrations/registration.rules.js';
import { ageOn } from './criteria.rules.js';
import { EarlierTrainings, type EarlierTraining } from './earlier-trainings.js';
import type { Applicant } from './selection.rules.js';

/** Somebody who applied, as a board of selection shows it. */
export interface Candidate extends Applicant {
  readonly code: string;
  readonly name: string;
  readonly enterpriseName: string | null;
  readonly hasEmail: boolean;
  /** Why it was decided as it was. */
  readonly reason: string | null;
  readonly trainings: readonly EarlierTraining[];
}

interface Row {
  readonly id: string;
  readonly sequence: number;
  readonly groupId: string | null;
  readonly code: string;
  readonly name: string;
  readonly status: RegistrationStatus;
  readonly reason: string | null;
  readonly gender: Gender | null;
  readonly regencyCode: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly birthDate: string | null;
  readonly nikHash: string | null;
  readonly enterpriseKind: string | null;
  readonly enterpriseName: string | null;
  readonly nib: string | null;
  readonly cooperativeNumber: string | null;
}

const ofRegistration = ['id', 'sequence', 'groupId', 'code', 'name', 'status', 'reason', 'gender', 'regencyCode'];

/** Everybody who applied for a batch, with what a selection looks at. */
@Injectable()
export class ApplicantQueries {
  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierTrainings,
  ) {}

  /** In order of registering, without those who withdrew; two statements, however many there are. */
  async ofBatch(actor: Actor, batch: BatchView): Promise<Candidate[]> {
    requireRole(actor, 'organizer');
    const rows = await this.rows(actor, batch.id);
    const trainings = await this.earlier.ofBatch(actor, batch.id);
    const closingDay = dayIn(batch.timeZone, new Date(batch.registrationClosesAt));
    return rows.map((row) => candidateOf(row, trainings.get(row.id) ?? [], closingDay));
  }

  private rows({ officeId }: Actor, batchId: string): Promise<Row[]> {
    const query = this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .innerJoin(Participant, 'participant', 'participant.id = registration.participantId')
      .leftJoin(Enterprise, 'enterprise', 'enterprise.id = registration.enterpriseId')
      .select([])
      .addSelect('registration.email', 'email')
      .addSelect('registration.address', 'address')
      .addSelect('participant.birthDate', 'birthDate')
      .addSelect('participant.nikHash', 'nikHash')
      .addSelect('enterprise.kind', 'enterpriseKind')
      .addSelect('enterprise.name', 'enterpriseName')
      .addSelect('enterprise.nib', 'nib')
      .addSelect('enterprise.cooperativeNumber', 'cooperativeNumber')
      .where({ batchId, officeId, status: Not('cancelled') })
      .orderBy('registration.sequence', 'ASC');
    for (const column of ofRegistration) query.addSelect(`registration.${column}`, column);
    return query.getRawMany<Row>();
  }
}

function candidateOf(row: Row, trainings: readonly EarlierTraining[], closingDay: string): Candidate {
  const { id, sequence, groupId, code, name, status, reason, gender, regencyCode, enterpriseKind, enterpriseName } =
    row;
  const answers = [
    row.nikHash,
    row.birthDate,
    row.email,
    row.address,
    enterpriseName,
    row.nib ?? row.cooperativeNumber,
  ];
  return {
    ...{
      id,
      sequence,
      groupId,
      code,
      name,
      status,
      reason,
      gender,
      regencyCode,
      enterpriseKind,
      enterpriseName,
      trainings,
    },
    hasNib: row.nib !== null,
    hasEmail: row.email !== null,
    age: row.birthDate === null ? null : ageOn(row.birthDate, closingDay),
    completeness: answers.filter((answer) => answer !== null).length / answers.length,
    earlier: trainings.length,
  };
}
