import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { instantText } from '../database/columns.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Batch, type BatchStatus } from './batch.entity.js';
import type { Occupation } from './clash.rules.js';
import { Program, type ProgramKind } from './program.entity.js';
import { SessionTrainer } from './session-trainer.entity.js';
import { Session } from './session.entity.js';
import { Trainer } from './trainer.entity.js';

/** A session with what a calendar of all programs says of it. */
export interface CalendarSession extends Occupation {
  readonly title: string;
  readonly kind: ProgramKind;
  readonly programTitle: string;
  readonly batchNumber: number;
  readonly batchStatus: BatchStatus;
  /** IANA: in which the session is shown. */
  readonly timeZone: string;
}

/** Reads of all sessions of an office, over all programs. Those of cancelled batches take no place and are left out. */
@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  /** What goes on at some time in [from, to), in order of time. */
  async between(actor: Actor, from: Date, to: Date): Promise<CalendarSession[]> {
    requireRole(actor, 'organizer');
    const sessions = await this.database.reader
      .createQueryBuilder(Session, 'session')
      .innerJoin(Batch, 'batch', "batch.id = session.batchId AND batch.status <> 'cancelled'")
      .where('session.officeId = :officeId', { officeId: actor.officeId })
      .andWhere('session.startsAt < :to AND session.endsAt > :from', { from: instantText(from), to: instantText(to) })
      .orderBy('session.startsAt', 'ASC')
      .addOrderBy('session.id', 'ASC')
      .getMany();
    return this.described(sessions);
  }

  /** The names of all venues of the office's batches, in order of the alphabet. */
  async venues(actor: Actor): Promise<string[]> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader
      .createQueryBuilder(Batch, 'batch')
      .select('batch.venueName', 'name')
      .where({ officeId: actor.officeId })
      .distinct()
      .orderBy('batch.venueName', 'ASC')
      .getRawMany<{ name: string }>();
    return rows.map(({ name }) => name);
  }

  private async described(sessions: readonly Session[]): Promise<CalendarSession[]> {
    const { reader } = this.database;
    const batches = await reader.findBy(Batch, { id: In([...new Set(sessions.map(({ batchId }) => batchId))]) });
    const programs = await reader.findBy(Program, { id: In([...new Set(batches.map((batch) => batch.programId))]) });
    const trainers = await this.trainersOf(sessions);
    const programById = new Map(programs.map((program) => [program.id, program]));
    const batchById = new Map(batches.map((batch) => [batch.id, batch]));
    return sessions.flatMap((session) => {
      const batch = batchById.get(session.batchId);
      const program = programById.get(batch?.programId ?? '');
      if (batch === undefined || program === undefined) return [];
      return [calendarSession(session, batch, program, trainers.get(session.id) ?? [])];
    });
  }

  private async trainersOf(sessions: readonly Session[]): Promise<Map<string, CalendarSession['trainers']>> {
    const { reader } = this.database;
    const links = await reader.findBy(SessionTrainer, { sessionId: In(sessions.map(({ id }) => id)) });
    const trainers = await reader.findBy(Trainer, { id: In([...new Set(links.map((link) => link.trainerId))]) });
    const found = new Map<string, { id: string; name: string }[]>();
    for (const { id, name } of trainers) {
      for (const { sessionId } of links.filter(({ trainerId }) => trainerId === id)) {
        found.set(sessionId, [...(found.get(sessionId) ?? []), { id, name }]);
      }
    }
    return found;
  }
}

function calendarSession(
  { id, title, startsAt, endsAt, room, batchId }: Session,
  { number, status, timeZone, venueName, venueRegencyCode }: Batch,
  program: Program,
  trainers: CalendarSession['trainers'],
): CalendarSession {
  return {
    ...{ id, title, startsAt, endsAt, room, batchId, timeZone, venueName, venueRegencyCode, trainers },
    kind: program.kind,
    programTitle: program.title,
    batchNumber: number,
    batchStatus: status,
  };
}
