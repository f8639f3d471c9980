import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import { Attendance } from './attendance.entity.js';
import { attendedSession } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

/** Closes a session: whoever has no mark was absent. What was marked meanwhile, by hand or at the door, stays. */
@Injectable()
export class MarkUnmarked {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attendance: TakeAttendance,
  ) {}

  /** Who would be marked, in order of registering. Throws `NotFound`, and `Refusal` for a batch that does not run. */
  async shown(actor: Actor, sessionId: string): Promise<Pick<Registration, 'id' | 'name' | 'code'>[]> {
    requireRole(actor, 'attendant');
    const { session } = await attendedSession(this.database.reader, actor, sessionId);
    return this.unmarked(this.database.reader, session.batchId, sessionId);
  }

  /**
   * Answers how many were marked. `atMost` is how many the caller was shown: when there are more by now, nobody is marked
   * and `changed_meanwhile` is thrown. A session that has not begun is refused as `session_not_begun`.
   */
  run(actor: Actor, sessionId: string, atMost: number): Promise<number> {
    requireRole(actor, 'attendant');
    return this.database.transaction(async (tx) => {
      const { session } = await attendedSession(tx, actor, sessionId);
      if (session.startsAt > this.clock.now()) throw new Refusal('session_not_begun');
      const people = await this.unmarked(tx, session.batchId, sessionId);
      if (people.length > atMost) throw new Refusal('changed_meanwhile');
      const mark = { sessionId, status: 'absent', method: 'manual', checkedInAt: null, note: null } as const;
      const marks = people.map(({ id }) => ({ recorder: actor, mark: { ...mark, registrationId: id } }));
      const recorded = await this.attendance.recordEach(tx, marks);
      return recorded.filter(Boolean).length;
    });
  }

  private unmarked(manager: EntityManager, batchId: string, sessionId: string): Promise<Registration[]> {
    return manager
      .createQueryBuilder(Registration, 'registration')
      .leftJoin(Attendance, 'mark', 'mark.registrationId = registration.id AND mark.sessionId = :sessionId', {
        sessionId,
      })
      .where("registration.batchId = :batchId AND registration.status = 'confirmed'", { batchId })
      .andWhere('mark.id IS NULL')
      .orderBy('registration.sequence', 'ASC')
      .getMany();
  }
}
