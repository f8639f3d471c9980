import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { inGroups } from '../database/rows.js';
import { pageOf, type Page, type PageQuery } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { Attendance } from './attendance.entity.js';
import { attendedShare, sessionsThatCount, type AttendanceStatus } from './attendance.rules.js';
import { attendanceJson, type AttendanceView } from './attendance.views.js';

export interface MatrixSession {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly lessonHours: number;
  /** Attendance was taken for it, or it is still to come. */
  readonly counts: boolean;
}

export interface MatrixRow {
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly marks: readonly AttendanceView[];
  readonly attendedLessonHours: number;
  /** Of the sessions held so far, 0 to 100 with one decimal. */
  readonly percentage: number;
}

export interface Matrix extends Page<MatrixRow> {
  readonly sessions: readonly MatrixSession[];
}

/** A batch's sessions, in the order in which they take place. */
export interface Timetable {
  readonly sessions: readonly Session[];
  /** Those for which attendance was taken: what a percentage is of. */
  readonly held: readonly Session[];
  /** Those, and the ones still to come: what decides who qualifies. */
  readonly counting: readonly Session[];
}

/** What was marked of one registrant, by session. */
export type Marks = ReadonlyMap<string, AttendanceStatus>;

interface MarkRow {
  readonly registration: string;
  readonly session: string;
  readonly status: AttendanceStatus;
}

@Injectable()
export class AttendanceQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Through the caller's transaction or reader. */
  async timetable(manager: EntityManager, batchId: string): Promise<Timetable> {
    const sessions = await manager.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const taken = await manager
      .createQueryBuilder(Session, 'session')
      .select('session.id', 'id')
      .where('session.batchId = :batchId', { batchId })
      .andWhereExists(manager.createQueryBuilder(Attendance, 'attendance').where('attendance.sessionId = session.id'))
      .getRawMany<{ id: string }>();
    const marked = new Set(taken.map(({ id }) => id));
    return {
      sessions,
      held: sessions.filter(({ id }) => marked.has(id)),
      counting: sessionsThatCount(sessions, marked, this.clock.now()),
    };
  }

  /** By registration; who has no mark is not among them. */
  async marksOf(manager: EntityManager, registrationIds: readonly string[]): Promise<Map<string, Marks>> {
    const marks = new Map<string, Map<string, AttendanceStatus>>();
    for (const ids of inGroups(registrationIds)) {
      for (const { registration, session, status } of await markRows(manager, ids)) {
        const own = marks.get(registration) ?? new Map<string, AttendanceStatus>();
        marks.set(registration, own.set(session, status));
      }
    }
    return marks;
  }

  /** The matrix of a batch: its sessions, and the confirmed registrants in order of registering, page by page. */
  async matrix(actor: Actor, batchId: string, page: PageQuery): Promise<Matrix> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    const batch = await reader.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    const registrations = await reader.find(Registration, {
      where: { batchId, status: 'confirmed', ...(page.after === undefined ? {} : { id: MoreThan(page.after) }) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    const timetable = await this.timetable(reader, batchId);
    const taken = await reader.findBy(Attendance, { registrationId: In(registrations.map(({ id }) => id)) });
    return {
      sessions: timetable.sessions.map((session) => sessionJson(session, timetable.counting.includes(session))),
      ...pageOf(registrations, page.limit, (registration) => {
        const own = taken.filter(({ registrationId }) => registrationId === registration.id);
        return matrixRow(registration, timetable, own);
      }),
    };
  }
}

function markRows(manager: EntityManager, ids: readonly string[]): Promise<MarkRow[]> {
  return manager
    .createQueryBuilder(Attendance, 'attendance')
    .select('attendance.registrationId', 'registration')
    .addSelect('attendance.sessionId', 'session')
    .addSelect('attendance.status', 'status')
    .where('attendance.registrationId IN (:...ids)', { ids })
    .getRawMany<MarkRow>();
}

const none: Marks = new Map();

/** As the rules want them. */
export function statusesOf(marks: ReadonlyMap<string, Marks>, registrationId: string): Marks {
  return marks.get(registrationId) ?? none;
}

function sessionJson(session: Session, counts: boolean): MatrixSession {
  return {
    id: session.id,
    title: session.title,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    lessonHours: session.lessonHours,
    counts,
  };
}

function matrixRow(registration: Registration, { held }: Timetable, marks: readonly Attendance[]): MatrixRow {
  const share = attendedShare(held, new Map(marks.map(({ sessionId, status }) => [sessionId, status])));
  return {
    registrationId: registration.id,
    code: registration.code,
    name: registration.name,
    marks: marks.map(attendanceJson),
    attendedLessonHours: share.attendedLessonHours,
    percentage: Math.round(share.percentage * 10) / 10,
  };
}
