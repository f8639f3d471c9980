import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { User } from '../identity/user.entity.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import type { AttendanceMarkBody } from './attendance.dto.js';
import type { Attendance } from './attendance.entity.js';
import { countsAsAttended, type AttendanceStatus } from './attendance.rules.js';
import { attendanceJson, type AttendanceView } from './attendance.views.js';
import { attendedSession, requireConfirmedIn } from './attended-session.js';
import { TakeAttendance, type Mark } from './take-attendance.js';

export interface MarkedCell {
  readonly sessionId: string;
  readonly registrationId: string;
}

export interface StoodBefore {
  readonly status: AttendanceStatus;
  /** The name of the member of staff. */
  readonly recordedBy: string | null;
}

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
    return this.database.transaction(async (tx) => (await this.mark(tx, actor, { key, body, seen })).view);
  }

  /**
   * Puts a mark in the place of whatever stands, null for none, and answers what stood before: of two who mark one person,
   * the last one holds and is told whose mark it replaced. Taking a mark back is for organisers.
   */
  put(actor: Actor, key: MarkedCell, status: AttendanceStatus | null): Promise<StoodBefore | null> {
    requireRole(actor, status === null ? 'organizer' : 'attendant');
    return this.database.transaction(async (tx) => {
      const replaced =
        status === null
          ? await this.takeBack(tx, actor, { key })
          : (await this.mark(tx, actor, { key, body: { status } })).replaced;
      return replaced === null ? null : stoodBefore(tx, replaced);
    });
  }

  /** Takes a mark back, as if it had never been made; the trace stays. */
  clear(actor: Actor, sessionId: string, registrationId: string, seen?: AttendanceStatus | null): Promise<void> {
    requireRole(actor, 'organizer');
    const key = { sessionId, registrationId };
    return this.database.transaction(async (tx) => {
      await this.takeBack(tx, actor, { key, seen });
    });
  }

  private async mark(
    tx: EntityManager,
    actor: Actor,
    { key, body, seen }: { key: MarkedCell; body: AttendanceMarkBody; seen?: AttendanceStatus | null | undefined },
  ): Promise<{ view: AttendanceView; replaced: Attendance | null }> {
    await this.requireParticipant(tx, actor, key);
    const found = await this.attendance.find(tx, key);
    requireUnchanged(found, seen);
    const replaced = await this.replace(tx, actor, { found, seen, mark: this.newMark(key, body) });
    return { view: attendanceJson(await this.marked(tx, key)), replaced };
  }

  /** Somebody else may have been first since nothing was found. */
  private async replace(
    tx: EntityManager,
    actor: Actor,
    { found, seen, mark }: { found: Attendance | null; seen: AttendanceStatus | null | undefined; mark: Mark },
  ): Promise<Attendance | null> {
    if (found === null && (await this.attendance.recordFirst(tx, actor, mark))) return null;
    const standing = found ?? (await this.marked(tx, mark));
    requireUnchanged(standing, seen);
    const checkedInAt = mark.checkedInAt === null ? null : (standing.checkedInAt ?? mark.checkedInAt);
    await this.attendance.change(tx, actor, standing, { ...mark, checkedInAt });
    return standing;
  }

  private newMark(key: MarkedCell, { status, note }: AttendanceMarkBody): Mark {
    const checkedInAt = countsAsAttended(status) ? this.clock.now() : null;
    return { ...key, status, method: 'manual', note: note ?? null, checkedInAt };
  }

  private async takeBack(
    tx: EntityManager,
    actor: Actor,
    { key, seen }: { key: MarkedCell; seen?: AttendanceStatus | null | undefined },
  ): Promise<Attendance | null> {
    await attendedSession(tx, actor, key.sessionId);
    const standing = await this.attendance.find(tx, key);
    requireUnchanged(standing, seen);
    if (standing !== null) await this.attendance.clear(tx, actor, standing);
    return standing;
  }

  private async requireParticipant(
    tx: EntityManager,
    actor: Actor,
    { sessionId, registrationId }: MarkedCell,
  ): Promise<void> {
    const { batch } = await attendedSession(tx, actor, sessionId);
    const registration = await tx.findOneBy(Registration, { id: registrationId, officeId: actor.officeId });
    if (registration === null) throw new NotFound('registration_not_found');
    requireConfirmedIn(batch, registration);
  }

  private async marked(tx: EntityManager, key: MarkedCell): Promise<Attendance> {
    const found = await this.attendance.find(tx, key);
    if (found === null) throw new NotFound('registration_not_found');
    return found;
  }
}

async function stoodBefore(tx: EntityManager, { status, recordedBy }: Attendance): Promise<StoodBefore> {
  const recorder = recordedBy === null ? null : await tx.findOneBy(User, { id: recordedBy });
  return { status, recordedBy: recorder?.name ?? null };
}

function requireUnchanged(standing: Attendance | null, seen: AttendanceStatus | null | undefined): void {
  if (seen !== undefined && (standing?.status ?? null) !== seen) throw new Refusal('changed_meanwhile');
}
