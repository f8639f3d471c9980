import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertIfNew, updateRows } from '../database/rows.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Attendance, type AttendanceMethod } from './attendance.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';

/** What is to be recorded of one registrant at one session. */
export interface Mark {
  readonly sessionId: string;
  readonly registrationId: string;
  readonly status: AttendanceStatus;
  readonly method: AttendanceMethod;
  readonly checkedInAt: Date | null;
  readonly note: string | null;
}

/** Who takes attendance: a member of staff, or with `userId` null the participant. */
export interface Recorder {
  readonly officeId: string;
  readonly userId: string | null;
}

/** Keeps the one row per session and registration, and the trace of its changes. */
@Injectable()
export class TakeAttendance {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  find(
    tx: EntityManager,
    { sessionId, registrationId }: Pick<Mark, 'sessionId' | 'registrationId'>,
  ): Promise<Attendance | null> {
    return tx.findOneBy(Attendance, { sessionId, registrationId });
  }

  /** Records the mark unless another one stands; tells whether it was this one that was recorded. */
  async recordFirst(tx: EntityManager, recorder: Recorder, mark: Mark): Promise<boolean> {
    const id = newId();
    const row = { id, ...mark, recordedBy: recorder.userId, recordedAt: this.clock.now() };
    const recorded = (await insertIfNew(tx, Attendance, row)) === 1;
    if (recorded) await this.trace(tx, recorder, id, null, mark);
    return recorded;
  }

  /** Replaces what stands; equal marks leave no trace. */
  async change(tx: EntityManager, recorder: Recorder, standing: Attendance, mark: Mark): Promise<void> {
    if (isSame(standing, mark)) return;
    const { status, method, checkedInAt, note } = mark;
    const trail = { recordedBy: recorder.userId, recordedAt: this.clock.now() };
    await updateRows(tx, Attendance, { id: standing.id }, { status, method, checkedInAt, note, ...trail });
    await this.trace(tx, recorder, standing.id, standing, mark);
  }

  async clear(tx: EntityManager, recorder: Recorder, standing: Attendance): Promise<void> {
    await tx.delete(Attendance, { id: standing.id });
    await this.trace(tx, recorder, standing.id, standing, null);
  }

  private async trace(
    tx: EntityManager,
    recorder: Recorder,
    id: string,
    before: Mark | null,
    after: Mark | null,
  ): Promise<void> {
    await this.audit.record(tx, {
      officeId: recorder.officeId,
      actor: recorder.userId === null ? 'participant' : { userId: recorder.userId },
      action: after === null ? 'attendance.cleared' : before === null ? 'attendance.recorded' : 'attendance.changed',
      subject: { type: 'attendance', id },
      ...(before === null ? {} : { before: traced(before) }),
      ...(after === null ? {} : { after: traced(after) }),
    });
  }
}

function isSame(standing: Mark, mark: Mark): boolean {
  return JSON.stringify(traced(standing)) === JSON.stringify(traced(mark));
}

function traced({ sessionId, registrationId, status, method, checkedInAt, note }: Mark): Record<string, unknown> {
  return { sessionId, registrationId, status, method, checkedInAt: checkedInAt?.toISOString() ?? null, note };
}
