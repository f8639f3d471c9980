import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Attendance } from '../attendance/attendance.entity.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { RegistrationStatus } from '../registrations/registration.rules.js';

export type StatusCounts = Readonly<Record<RegistrationStatus, number>>;

export interface NextSession {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly room: string | null;
  readonly batch: Batch;
}

const noneYet: StatusCounts = { submitted: 0, confirmed: 0, waitlisted: 0, rejected: 0, cancelled: 0 };

/** What the start page and the heads of lists count. */
@Injectable()
export class ConsoleQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Registrations by status, by batch of the actor's office; a batch without any is not listed. */
  async countsByBatch(actor: Actor, batchIds: readonly string[]): Promise<ReadonlyMap<string, StatusCounts>> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .select('registration.batchId', 'batchId')
      .addSelect('registration.status', 'status')
      .addSelect('COUNT(*)', 'count')
      .where({ batchId: In([...batchIds]), officeId: actor.officeId })
      .groupBy('registration.batchId')
      .addGroupBy('registration.status')
      .getRawMany<{ batchId: string; status: RegistrationStatus; count: number | string }>();
    const counts = new Map<string, StatusCounts>();
    for (const { batchId, status, count } of rows) {
      counts.set(batchId, { ...(counts.get(batchId) ?? noneYet), [status]: Number(count) });
    }
    return counts;
  }

  async counts(actor: Actor, batchId: string): Promise<StatusCounts> {
    return (await this.countsByBatch(actor, [batchId])).get(batchId) ?? noneYet;
  }

  /** Of published batches, those that end after this instant, the first first. */
  async sessionsFrom(actor: Actor, from: Date, limit: number): Promise<NextSession[]> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    const running = await reader.findBy(Batch, { officeId: actor.officeId, status: 'published' });
    const byId = new Map(running.map((batch) => [batch.id, batch]));
    const sessions = await reader.find(Session, {
      where: { batchId: In([...byId.keys()]), endsAt: MoreThan(from) },
      order: { startsAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    return sessions.flatMap(({ id, batchId, title, startsAt, endsAt, room }) => {
      const batch = byId.get(batchId);
      return batch === undefined ? [] : [{ id, title, startsAt, endsAt, room, batch }];
    });
  }

  /** How many were there, by session of the actor's office; a session without any is not listed. */
  async attended(actor: Actor, sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    requireRole(actor, 'attendant');
    const rows = await this.database.reader
      .createQueryBuilder(Attendance, 'attendance')
      .innerJoin(Session, 'session', 'session.id = attendance.sessionId AND session.officeId = :officeId', {
        officeId: actor.officeId,
      })
      .select('attendance.sessionId', 'sessionId')
      .addSelect('COUNT(*)', 'count')
      .where({ sessionId: In([...sessionIds]), status: In(['present', 'late']) })
      .groupBy('attendance.sessionId')
      .getRawMany<{ sessionId: string; count: number | string }>();
    return new Map(rows.map(({ sessionId, count }) => [sessionId, Number(count)]));
  }

  /** Published batches whose last session is over: they wait to be marked as completed. */
  async overdue(actor: Actor, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
    requireRole(actor, 'organizer');
    const sessions = await this.database.reader
      .createQueryBuilder(Session, 'session')
      .select('session.batchId', 'batchId')
      .where({ batchId: In([...batchIds]), officeId: actor.officeId, endsAt: MoreThan(this.clock.now()) })
      .distinct()
      .getRawMany<{ batchId: string }>();
    const going = new Set(sessions.map(({ batchId }) => batchId));
    return new Set(batchIds.filter((id) => !going.has(id)));
  }

  failedMessages(actor: Actor): Promise<number> {
    requireRole(actor, 'organizer');
    return this.database.reader.countBy(EmailMessage, { officeId: actor.officeId, status: 'failed' });
  }
}
