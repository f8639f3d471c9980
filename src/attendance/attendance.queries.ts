import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
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

/** A batch's timetable and every mark made in it. */
export interface TakenAttendance {
  readonly sessions: readonly Session[];
  /** Those for which attendance was taken: what a percentage is of. */
  readonly held: readonly Session[];
  /** Those, and the ones still to come: what decides who qualifies. */
  readonly counting: readonly Session[];
  /** By registration, then by session. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<string, Attendance>>;
}

@Injectable()
export class AttendanceQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Everything that was taken in a batch, through the caller's transaction or reader. */
  async ofBatch(manager: EntityManager, batchId: string): Promise<TakenAttendance> {
    const sessions = await manager.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const taken =
      sessions.length === 0 ? [] : await manager.findBy(Attendance, { sessionId: In(sessions.map(({ id }) => id)) });
    const marked = new Set(taken.map((mark) => mark.sessionId));
    return {
      sessions,
      held: sessions.filter(({ id }) => marked.has(id)),
      counting: sessionsThatCount(sessions, marked, this.clock.now()),
      marks: byRegistration(taken),
    };
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
    const taken = await this.ofBatch(reader, batchId);
    return {
      sessions: taken.sessions.map((session) => sessionJson(session, taken.counting.includes(session))),
      ...pageOf(registrations, page.limit, (registration) => matrixRow(registration, taken)),
    };
  }
}

function byRegistration(taken: readonly Attendance[]): Map<string, Map<string, Attendance>> {
  const marks = new Map<string, Map<string, Attendance>>();
  for (const mark of taken) {
    const own = marks.get(mark.registrationId) ?? new Map<string, Attendance>();
    marks.set(mark.registrationId, own.set(mark.sessionId, mark));
  }
  return marks;
}

/** The statuses of one registrant by session, as the rules want them. */
export function statusesOf(taken: TakenAttendance, registrationId: string): Map<string, AttendanceStatus> {
  const marks = taken.marks.get(registrationId) ?? new Map<string, Attendance>();
  return new Map([...marks].map(([sessionId, mark]) => [sessionId, mark.status]));
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

function matrixRow(registration: Registration, taken: TakenAttendance): MatrixRow {
  const share = attendedShare(taken.held, statusesOf(taken, registration.id));
  return {
    registrationId: registration.id,
    code: registration.code,
    name: registration.name,
    marks: [...(taken.marks.get(registration.id)?.values() ?? [])].map(attendanceJson),
    attendedLessonHours: share.attendedLessonHours,
    percentage: Math.round(share.percentage * 10) / 10,
  };
}
