import { Injectable } from '@nestjs/common';
import { Between, In, LessThan, MoreThan, Not } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { User } from '../identity/user.entity.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { Attendance } from './attendance.entity.js';
import { attendedSession } from './attended-session.js';
import { SelfCheckIn } from './self-check-in/self-check-in.entity.js';
import {
  hashTicket,
  rosterMark,
  rosterPerson,
  type RosterPerson,
  type RosterView,
  type SessionAtHand,
} from './roster.views.js';

const hour = 3_600_000;
const day = 24 * hour;
const daysAhead = 7;

/** What the door works with: the sessions of these days, and who is expected at one of them. */
@Injectable()
export class Roster {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /** Sessions of published and completed batches from half a day ago to a week ahead, in order of time. */
  async sessionsAtHand(actor: Actor): Promise<SessionAtHand[]> {
    requireRole(actor, 'attendant');
    const now = this.clock.now().getTime();
    const sessions = await this.database.reader.find(Session, {
      where: {
        officeId: actor.officeId,
        endsAt: MoreThan(new Date(now - day / 2)),
        startsAt: LessThan(new Date(now + daysAhead * day)),
      },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return this.described(sessions);
  }

  /** Of one session. Throws `NotFound`, and `Refusal` for a batch that is a draft or cancelled. */
  async of(actor: Actor, sessionId: string): Promise<RosterView> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    const { session, batch } = await attendedSession(reader, actor, sessionId);
    const [last = session] = await reader.find(Session, {
      where: { batchId: batch.id },
      order: { endsAt: 'DESC' },
      take: 1,
    });
    const [described] = await this.described([session]);
    if (described === undefined) throw new Error(`Session ${sessionId} has no program.`);
    return {
      session: described,
      people: await this.people(session),
      elsewhere: await this.elsewhere(session),
      readAt: this.clock.now().toISOString(),
      keepUntil: new Date(last.endsAt.getTime() + day).toISOString(),
    };
  }

  private async described(sessions: readonly Session[]): Promise<SessionAtHand[]> {
    const { reader } = this.database;
    const batches = await reader.findBy(Batch, {
      id: In([...new Set(sessions.map(({ batchId }) => batchId))]),
      status: In(['published', 'completed']),
    });
    const programs = await reader.findBy(Program, { id: In(batches.map(({ programId }) => programId)) });
    const allowed = await reader.findBy(SelfCheckIn, { batchId: In(batches.map(({ id }) => id)) });
    return sessions.flatMap((session) => {
      const batch = batches.find(({ id }) => id === session.batchId);
      const program = programs.find(({ id }) => id === batch?.programId);
      if (batch === undefined || program === undefined) return [];
      const selfCheckIn = allowed.some(({ batchId }) => batchId === batch.id);
      return [{ ...sessionAtHand(session, batch, program), selfCheckIn }];
    });
  }

  private async people({ id: sessionId, batchId }: Session): Promise<RosterPerson[]> {
    const { reader } = this.database;
    const where = { batchId, status: Not('rejected' as const) };
    const registrations = await reader.find(Registration, { where, order: { sequence: 'ASC' } });
    const marks = await reader.findBy(Attendance, { sessionId });
    const recorders = new Set(marks.map(({ recordedBy }) => recordedBy ?? ''));
    const staff = await reader.findBy(User, { id: In([...recorders]) });
    const names = new Map(staff.map(({ id, name }) => [id, name]));
    return registrations.map((registration) => {
      const mark = marks.find(({ registrationId }) => registrationId === registration.id);
      const shown = mark === undefined ? null : rosterMark(mark, names.get(mark.recordedBy ?? '') ?? null);
      return rosterPerson(registration, this.tickets(registration), shown);
    });
  }

  /** So that a phone without a line can tell another event's ticket from a forged one. */
  private async elsewhere({ officeId, batchId, startsAt, endsAt }: Session): Promise<string[]> {
    const { reader } = this.database;
    const near = await reader.findBy(Session, {
      officeId,
      batchId: Not(batchId),
      startsAt: Between(new Date(startsAt.getTime() - day), new Date(endsAt.getTime() + day)),
    });
    const batches = [...new Set(near.map((session) => session.batchId))];
    const others = await reader.findBy(Registration, { batchId: In(batches), status: 'confirmed' });
    return others.flatMap((registration) => this.tickets(registration).map(hashTicket));
  }

  private tickets({ id, tokenVersion }: Registration): string[] {
    return this.keyring.tokens('ticket', id, tokenVersion);
  }
}

function sessionAtHand(session: Session, batch: Batch, program: Program) {
  const { id, title, startsAt, endsAt, room } = session;
  return {
    ...{ id, title, room },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    event: program.title,
    batchNumber: batch.number,
    venue: batch.venueName,
    timeZone: batch.timeZone,
    lateAfterMinutes: batch.lateAfterMinutes,
  };
}
