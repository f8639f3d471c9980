import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { daysBetween, daysLater } from '../kernel/dates.js';
import { Refusal } from '../kernel/problems.js';
import type { BatchChange } from '../programs/batch-change.js';
import type { BatchChangeBody } from '../programs/batch.dto.js';
import { ChangeBatch } from '../programs/change-batch.js';
import { ChangeTimetable, sessionRefusal } from '../programs/change-timetable.js';
import type { DayCopyBody } from '../programs/day-copy.dto.js';
import type { SessionBody, SessionChangeBody } from '../programs/session.dto.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { PromoteWaiting } from './promote-waiting.js';

/** Changes a batch or its timetable, tells its registrants, and seats those for whom there is room now: in one go. */
@Injectable()
export class ChangeSchedule {
  constructor(
    private readonly database: Database,
    private readonly changeBatch: ChangeBatch,
    private readonly timetable: ChangeTimetable,
    private readonly notices: RegistrationNotices,
    private readonly promoteWaiting: PromoteWaiting,
  ) {}

  async batch(actor: Actor, id: string, body: BatchChangeBody): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.follow(tx, await this.changeBatch.apply(tx, actor, id, body));
    });
  }

  /** Within the caller's transaction; answers the new session's id. */
  async addition(tx: EntityManager, actor: Actor, batchId: string, body: SessionBody): Promise<string> {
    const change = await this.timetable.add(tx, actor, batchId, body);
    await this.follow(tx, change);
    return change.sessionId;
  }

  /**
   * Repeats a day's sessions on another day of the same batch, at the same times; registrants hear of it once. Throws
   * `day_without_sessions`, and the refusals of adding a session.
   */
  async dayCopy(actor: Actor, batchId: string, { from, to }: DayCopyBody): Promise<void> {
    await this.database.transaction(async (tx) => {
      const changes: BatchChange[] = [];
      for (const session of await this.timetable.ofDay(tx, actor, batchId, from)) {
        const { startsAt, endsAt, timeZone, ...same } = session;
        const later = (instant: Date) => daysLater(timeZone, instant, daysBetween(from, to));
        const body = { ...same, startsAt: later(startsAt), endsAt: later(endsAt) };
        changes.push(await this.timetable.add(tx, actor, batchId, body));
      }
      const last = changes.at(-1);
      if (last === undefined) throw new Refusal('day_without_sessions');
      await this.follow(tx, { batch: last.batch, changes: changes.flatMap((change) => change.changes) });
    });
  }

  async session(actor: Actor, id: string, body: SessionChangeBody): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.follow(tx, await this.timetable.change(tx, actor, id, body));
    });
  }

  /** Throws `session_has_attendance` once somebody was marked in it. */
  async removal(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'organizer');
    try {
      await this.database.transaction(async (tx) => {
        await this.follow(tx, await this.timetable.remove(tx, actor, id));
      });
    } catch (error) {
      throw sessionRefusal(error);
    }
  }

  /** What a change of a published batch brings with it, in the transaction of the change. */
  private async follow(tx: EntityManager, { batch, changes }: BatchChange): Promise<void> {
    if (batch.status !== 'published') return;
    if (changes.length > 0) await this.notices.batchChanged(tx, batch, changes);
    await this.promoteWaiting.run(tx, batch.id);
  }
}
