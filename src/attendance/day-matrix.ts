import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { readPage } from '../registrations/search/read-page.js';
import { Attendance } from './attendance.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';
import { daysOf, dayToShow } from './day-matrix.rules.js';

export interface DayAsked {
  /** YYYY-MM-DD in the batch's zone. */
  readonly day?: string | undefined;
  /** A session whose day is shown, when no day is named. */
  readonly sessionId?: string | undefined;
}

export interface PeopleAsked {
  /** Part of the name, or the whole code. */
  readonly q?: string | undefined;
  /** Only those without a mark in one of the day's sessions. */
  readonly unmarked?: boolean;
  readonly after?: string;
  readonly limit: number;
}

export type Marks = ReadonlyMap<number, AttendanceStatus>;

/** One day of a batch: its sessions, and every mark made in them. */
export interface MatrixDay {
  /** All days of the batch, YYYY-MM-DD in its zone. */
  readonly days: readonly string[];
  /** Null without sessions. */
  readonly day: string | null;
  readonly sessions: readonly Session[];
  /** How many are confirmed. */
  readonly people: number;
  /** By session, then by the registration's sequence; of confirmed registrations only. */
  readonly marks: ReadonlyMap<string, Marks>;
}

export interface MatrixPerson {
  readonly id: string;
  /** The order of registering; names the person within the batch. */
  readonly sequence: number;
  readonly code: string;
  readonly name: string;
}

/** Attendance of a batch day by day, as a screen shows it. */
@Injectable()
export class DayMatrix {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound` for another office's batch as for none. */
  async day(actor: Actor, batchId: string, { day: asked, sessionId }: DayAsked): Promise<MatrixDay> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    const batch = await reader.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    const all = await reader.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const named = all.find(({ id }) => id === sessionId);
    const dayOf = ({ startsAt }: Session) => dayIn(batch.timeZone, startsAt);
    const days = daysOf(batch.timeZone, all);
    const wanted = asked ?? (named === undefined ? undefined : dayOf(named));
    const day = dayToShow(days, wanted, dayIn(batch.timeZone, this.clock.now()));
    const sessions = all.filter((session) => dayOf(session) === day);
    const people = await reader.countBy(Registration, { batchId, status: 'confirmed' });
    return { days, day, sessions, people, marks: await this.marks(sessions) };
  }

  /** The confirmed registrants in order of registering, page by page. */
  async people(batchId: string, { sessions }: MatrixDay, asked: PeopleAsked): Promise<Page<MatrixPerson>> {
    const { q, unmarked = false, after, limit } = asked;
    const rows = await readPage(this.database.reader, { batchId, q, after, limit }, (query) => {
      query.andWhere("registration.status = 'confirmed'");
      if (!unmarked || sessions.length === 0) return;
      const ids = sessions.map(({ id }) => id);
      query.andWhere(`(${markedCount(query)}) < :whole`, { ids, whole: ids.length });
    });
    const show = ({ id, sequence, code, name }: Registration) => ({ id, sequence, code, name });
    return pageOf(rows, limit, show);
  }

  private async marks(sessions: readonly Session[]): Promise<ReadonlyMap<string, Marks>> {
    const marks = new Map(sessions.map(({ id }) => [id, new Map<number, AttendanceStatus>()]));
    if (sessions.length === 0) return marks;
    const rows = await this.database.reader
      .createQueryBuilder(Attendance, 'mark')
      .innerJoin(Registration, 'registration', 'registration.id = mark.registrationId')
      .select('mark.sessionId', 'sessionId')
      .addSelect('mark.status', 'status')
      .addSelect('registration.sequence', 'sequence')
      .where({ sessionId: In([...marks.keys()]) })
      .andWhere("registration.status = 'confirmed'")
      .getRawMany<{ sessionId: string; status: AttendanceStatus; sequence: number | string }>();
    for (const { sessionId, status, sequence } of rows) marks.get(sessionId)?.set(Number(sequence), status);
    return marks;
  }
}

function markedCount(query: SelectQueryBuilder<Registration>): string {
  return query
    .subQuery()
    .select('COUNT(*)')
    .from(Attendance, 'mark')
    .where('mark.registrationId = registration.id AND mark.sessionId IN (:...ids)')
    .getQuery();
}
