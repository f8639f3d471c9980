import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { ConstraintViolation } from '../database/constraints.js';
import { insertRow, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { dayIn } from '../kernel/dates.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import type { BatchChange, ScheduleChange, SessionOutline } from './batch-change.js';
import { Batch } from './batch.entity.js';
import { sessionErrors } from './batch.rules.js';
import { onlyGiven } from './only-given.js';
import { lockedBatch, requireChangeable } from './change-batch.js';
import { SessionTrainer } from './session-trainer.entity.js';
import type { SessionBody, SessionChangeBody } from './session.dto.js';
import { Session } from './session.entity.js';
import { Timetable } from './timetable.js';

export interface TimetableChange extends BatchChange {
  readonly sessionId: string;
}

/** Adds, moves and removes sessions within the caller's transaction, and tells what registrants should hear of. */
@Injectable()
export class ChangeTimetable {
  constructor(
    private readonly timetable: Timetable,
    private readonly audit: Audit,
  ) {}

  /** Throws `InvalidInput`, and `room_busy` or `trainer_busy` naming the other session. */
  async add(tx: EntityManager, actor: Actor, batchId: string, body: SessionBody): Promise<TimetableChange> {
    requireRole(actor, 'organizer');
    const batch = await lockedBatch(tx, actor, batchId);
    requireChangeable(batch);
    const id = newId();
    const { title, startsAt, endsAt, lessonHours, room = null, trainerIds = [] } = body;
    const session = { id, officeId: batch.officeId, batchId, title, startsAt, endsAt, lessonHours, room };
    await this.requireSound(tx, batch, { ...session, trainerIds });
    await insertRow(tx, Session, session);
    await this.link(tx, id, trainerIds);
    return this.told(tx, actor, batch, { id, action: 'session.added', before: null, after: outline(session) });
  }

  /** What a batch holds on one day (YYYY-MM-DD) of its zone, in order of time, as it would be added. Throws `NotFound`. */
  async ofDay(tx: EntityManager, actor: Actor, batchId: string, day: string) {
    requireRole(actor, 'organizer');
    const { timeZone } = await lockedBatch(tx, actor, batchId);
    const all = await tx.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const own = all.filter(({ startsAt }) => dayIn(timeZone, startsAt) === day);
    const links = await tx.findBy(SessionTrainer, { sessionId: In(own.map(({ id }) => id)) });
    return own.map(({ id, title, startsAt, endsAt, lessonHours, room }) => ({
      ...{ title, startsAt, endsAt, lessonHours, timeZone },
      ...(room === null ? {} : { room }),
      trainerIds: links.filter(({ sessionId }) => sessionId === id).map(({ trainerId }) => trainerId),
    }));
  }

  async change(tx: EntityManager, actor: Actor, id: string, body: SessionChangeBody): Promise<TimetableChange> {
    requireRole(actor, 'organizer');
    const { session, batch } = await this.find(tx, actor, id);
    const { trainerIds, ...given } = body;
    const change = onlyGiven(given);
    const changed = { ...plain(session), ...change };
    const trainers = trainerIds ?? (await tx.findBy(SessionTrainer, { sessionId: id })).map((link) => link.trainerId);
    await this.requireSound(tx, batch, { ...changed, trainerIds: trainers });
    if (Object.keys(change).length > 0) await updateRows(tx, Session, { id }, change);
    if (trainerIds !== undefined) {
      await tx.delete(SessionTrainer, { sessionId: id });
      await this.link(tx, id, trainerIds);
    }
    return this.told(tx, actor, batch, {
      id,
      action: 'session.changed',
      before: outline(session),
      after: outline(changed),
    });
  }

  /** Throws `session_has_attendance` once somebody was marked in it, and `last_session` for a published batch. */
  async remove(tx: EntityManager, actor: Actor, id: string): Promise<TimetableChange> {
    requireRole(actor, 'organizer');
    const { session, batch } = await this.find(tx, actor, id);
    const left = await tx.countBy(Session, { batchId: batch.id });
    if (batch.status === 'published' && left === 1) throw new Refusal('last_session');
    await tx.delete(SessionTrainer, { sessionId: id });
    await tx.delete(Session, { id });
    return this.told(tx, actor, batch, { id, action: 'session.removed', before: outline(session), after: null });
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<{ session: Session; batch: Batch }> {
    const session = await tx.findOneBy(Session, { id, officeId: actor.officeId });
    if (session === null) throw new NotFound('session_not_found');
    const batch = await lockedBatch(tx, actor, session.batchId);
    requireChangeable(batch);
    return { session, batch };
  }

  private async requireSound(
    tx: EntityManager,
    batch: Batch,
    session: Pick<Session, 'id' | 'startsAt' | 'endsAt' | 'room'> & { trainerIds: readonly string[] },
  ): Promise<void> {
    const errors = sessionErrors(session);
    if (errors.length > 0) throw new InvalidInput(errors);
    await this.timetable.requireFree(tx, batch, session);
  }

  private async link(tx: EntityManager, sessionId: string, trainerIds: readonly string[]): Promise<void> {
    for (const trainerId of trainerIds) await insertRow(tx, SessionTrainer, { sessionId, trainerId });
  }

  private async told(
    tx: EntityManager,
    actor: Actor,
    batch: Batch,
    fact: { id: string; action: string; before: SessionOutline | null; after: SessionOutline | null },
  ): Promise<TimetableChange> {
    const { id, action, before, after } = fact;
    const same = JSON.stringify(before) === JSON.stringify(after);
    const changes: ScheduleChange[] = same ? [] : [{ what: 'session', before, after }];
    if (!same) await tx.increment(Batch, { id: batch.id }, 'revision', 1);
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action,
      subject: { type: 'session', id },
      ...(before === null ? {} : { before: { ...before, batchId: batch.id } }),
      ...(after === null ? {} : { after: { ...after, batchId: batch.id } }),
    });
    return { sessionId: id, batch: await tx.findOneByOrFail(Batch, { id: batch.id }), changes };
  }
}

function plain({ id, title, startsAt, endsAt, lessonHours, room }: Session) {
  return { id, title, startsAt, endsAt, lessonHours, room };
}

function outline({
  title,
  startsAt,
  endsAt,
  room,
}: Pick<Session, 'title' | 'startsAt' | 'endsAt' | 'room'>): SessionOutline {
  return { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), room };
}

/** The refusal behind the foreign key that attendance holds on its session; other errors pass. */
export function sessionRefusal(error: unknown): unknown {
  return error instanceof ConstraintViolation && error.kind === 'foreign_key'
    ? new Refusal('session_has_attendance')
    : error;
}
