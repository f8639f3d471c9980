import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Attendance } from '../attendance/attendance.entity.js';
import { Certificate } from '../certificates/certificate.entity.js';
import { instantText } from '../database/columns.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { Session } from '../programs/session.entity.js';
import type { Narrowing } from '../registrations/registration-filter.js';
import { Registration } from '../registrations/registration.entity.js';
import { attendedPercentage, type Weighed } from './earlier.rules.js';

/** A training of the office in which somebody was present before, or has a certificate of. */
export interface EarlierTraining {
  readonly registrationId: string;
  readonly title: string;
  /** YYYY-MM-DD in the zone of its batch; null for one without a timetable. */
  readonly firstDay: string | null;
  /** 0 to 100 with one decimal. */
  readonly percentage: number;
  /** Of its valid certificate. */
  readonly certificateNumber: string | null;
}

/** By the registration of the batch in hand, the latest first. */
export type EarlierByRegistration = ReadonlyMap<string, readonly EarlierTraining[]>;

interface Row extends Weighed {
  readonly of: string;
  readonly registrationId: string;
  readonly title: string;
  readonly zone: string;
  readonly startsAt: string | null;
  readonly certificateNumber: string | null;
}

const present = "('present', 'late')";

/** What the people of a batch took part in before, whatever batch of the office it was. */
@Injectable()
export class EarlierTrainings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of everybody who registered for a batch, or of one of them: one statement, however many there are. */
  async ofBatch(actor: Actor, batchId: string, registrationId?: string): Promise<EarlierByRegistration> {
    requireRole(actor, 'organizer');
    const query = this.attended(actor, batchId);
    if (registrationId !== undefined) query.andWhere('one.id = :registrationId', { registrationId });
    const trainings = new Map<string, EarlierTraining[]>();
    for (const row of await query.getRawMany<Row>()) {
      const own = trainings.get(row.of) ?? [];
      trainings.set(row.of, [...own, trainingOf(row)]);
    }
    return trainings;
  }

  /** Those of a list who took part in something before, or those who did not. */
  narrowing(actor: Actor, batchId: string, trained: boolean): Narrowing {
    return (query) => {
      const past = query
        .subQuery()
        .select('past.participantId')
        .from(Registration, 'past')
        .where('past.officeId = :officeId AND past.batchId <> :batchId')
        .andWhere(
          `(EXISTS (SELECT 1 FROM attendances mark WHERE mark.registration_id = past.id AND mark.status IN ${present})
            OR EXISTS (SELECT 1 FROM certificates paper WHERE paper.registration_id = past.id AND paper.status = 'issued'))`,
        )
        .getQuery();
      query.andWhere(`registration.participantId ${trained ? 'IN' : 'NOT IN'} ${past}`);
      query.setParameters({ officeId: actor.officeId, batchId });
    };
  }

  private attended({ officeId }: Actor, batchId: string): SelectQueryBuilder<Registration> {
    return this.database.reader
      .createQueryBuilder(Registration, 'one')
      .innerJoin(Registration, 'past', 'past.participantId = one.participantId AND past.batchId <> one.batchId')
      .innerJoin(Batch, 'batch', 'batch.id = past.batchId')
      .innerJoin(Program, 'program', 'program.id = batch.programId')
      .leftJoin(Attendance, 'mark', `mark.registrationId = past.id AND mark.status IN ${present}`)
      .leftJoin(Session, 'session', 'session.id = mark.sessionId')
      .leftJoin(Certificate, 'certificate', "certificate.registrationId = past.id AND certificate.status = 'issued'")
      .select('one.id', 'of')
      .addSelect('past.id', 'registrationId')
      .addSelect('program.title', 'title')
      .addSelect('batch.timeZone', 'zone')
      .addSelect('certificate.number', 'certificateNumber')
      .addSelect('COUNT(session.id)', 'attendedSessions')
      .addSelect('SUM(session.lessonHours)', 'attendedHours')
      .addSelect('(SELECT MIN(first.starts_at) FROM sessions first WHERE first.batch_id = batch.id)', 'startsAt')
      .addSelect(held('COUNT(held.id)'), 'heldSessions')
      .addSelect(held('SUM(held.lesson_hours)'), 'heldHours')
      .where('one.batchId = :batchId AND one.officeId = :officeId AND past.officeId = :officeId')
      .groupBy('one.id, past.id, program.title, batch.timeZone, certificate.number, batch.id')
      .having('COUNT(session.id) > 0 OR certificate.number IS NOT NULL')
      .orderBy('past.id', 'DESC')
      .setParameters({ batchId, officeId, now: instantText(this.clock.now()) });
  }
}

/** Over the sessions of the earlier batch that count: marked ones, and those still to come. */
function held(what: string): string {
  return `(SELECT ${what} FROM sessions held WHERE held.batch_id = batch.id AND (held.ends_at > :now
    OR EXISTS (SELECT 1 FROM attendances taken WHERE taken.session_id = held.id)))`;
}

function trainingOf({ registrationId, title, zone, startsAt, certificateNumber, ...weighed }: Row): EarlierTraining {
  return {
    ...{ registrationId, title, certificateNumber },
    firstDay: startsAt === null ? null : dayIn(zone, new Date(startsAt)),
    percentage: attendedPercentage(weighed),
  };
}
