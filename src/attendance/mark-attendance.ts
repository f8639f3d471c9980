import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import type { AttendanceMarkBody } from './attendance.dto.js';
import type { Attendance } from './attendance.entity.js';
import { countsAsAttended, type AttendanceStatus } from './attendance.rules.js';
import { attendanceJson, type AttendanceView } from './attendance.views.js';
import { attendedSession, requireConfirmedIn } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

/** Records by hand whether a participant was there; marking again changes the mark. */
@Injectable()
export class MarkAttendance {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attendance: TakeAttendance,
  ) {}

  /**
   * `seen` is the mark that the caller knows of, null for none; when given, another one that stands meanwhile is kept and
   * `changed_meanwhile` is thrown.
   */
  run(
    actor: Actor,
    sessionId: string,
    registrationId: string,
    body: AttendanceMarkBody,
    seen?: AttendanceStatus | null,
  ): Promise<AttendanceView> {
    requireRole(actor, 'attendant');
    const key = { sessionId, registrationId };
    return this.database.transaction(async (tx) => {
      await this.requireParticipant(tx, actor, key);
      const standing = await this.attendance.find(tx, key);
      requireUnchanged(standing, seen);
      const mark = { ...key, status: body.status, method: 'manual', note: body.note ?? null } as const;
      const checkedInAt = countsAsAttended(body.status) ? (standing?.checkedInAt ?? this.clock.now()) : null;
      const recorded = standing === null && (await this.attendance.recordFirst(tx, actor, { ...mark, checkedInAt }));
      if (!recorded) await this.attendance.change(tx, actor, await this.marked(tx, key), { ...mark, checkedInAt });
      return attendanceJson(await this.marked(tx, key));
    });
  }

  /** Takes a mark back, as if it had never been made; the trace stays. */
  clear(actor: Actor, sessionId: string, registrationId: string, seen?: AttendanceStatus | null): Promise<void> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      await attendedSession(tx, actor, sessionId);
      const standing = await this.attendance.find(tx, { sessionId, registrationId });
      requireUnchanged(standing, seen);
      if (standing !== null) await this.attendance.clear(tx, actor, standing);
    });
  }

  private async requireParticipant(
    tx: EntityManager,
    actor: Actor,
    { sessionId, registrationId }: { sessionId: string; registrationId: string },
  ): Promise<void> {
    const { batch } = await attendedSession(tx, actor, sessionId);
    const registration = await tx.findOneBy(Registration, { id: registrationId, officeId: actor.officeId });
    if (registration === null) throw new NotFound('registration_not_found');
    requireConfirmedIn(batch, registration);
  }

  private async marked(tx: EntityManager, key: { sessionId: string; registrationId: string }): Promise<Attendance> {
    const found = await this.attendance.find(tx, key);
    if (found === null) throw new NotFound('registration_not_found');
    return found;
  }
}

function requireUnchanged(standing: Attendance | null, seen: AttendanceStatus | null | undefined): void {
  if (seen !== undefined && (standing?.status ?? null) !== seen) throw new Refusal('changed_meanwhile');
}
