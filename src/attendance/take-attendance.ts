import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { holding } from '../database/locks.js';
import { inGroups, insertIfNew, updateRows, type Row } from '../database/rows.js';
import { selectIn } from '../database/statements.js';
import { Audit, type AuditFact } from '../identity/audit.js';
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

export interface Recording {
  readonly recorder: Recorder;
  readonly mark: Mark;
}

/** Keeps the one row per session and registration, and the trace of its changes. */
@Injectable()
export class TakeAttendance {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What stands, as nobody else changes it until the transaction ends; null when nothing does. */
  find(
    tx: EntityManager,
    { sessionId, registrationId }: Pick<Mark, 'sessionId' | 'registrationId'>,
  ): Promise<Attendance | null> {
    const where = { sessionId, registrationId };
    return tx.findOne(Attendance, { where, ...holding(tx, 'for_no_key_update') });
  }

  /** Records the mark unless another one stands; tells whether it was this one that was recorded. */
  async recordFirst(tx: EntityManager, recorder: Recorder, mark: Mark): Promise<boolean> {
    const [recorded = false] = await this.recordEach(tx, [{ recorder, mark }]);
    return recorded;
  }

  /** The same for many. They are written in one order whoever writes them, so that no two wait for each other. */
  async recordEach(tx: EntityManager, recordings: readonly Recording[]): Promise<boolean[]> {
    const recordedAt = this.clock.now();
    const made = recordings.map((recording) => ({ id: newId(), ...recording }));
    const rows = made.map(({ id, recorder, mark }) => ({ id, ...mark, recordedBy: recorder.userId, recordedAt }));
    const recorded = await insertedIds(tx, rows.sort(byRegistration));
    const facts = made.filter(({ id }) => recorded.has(id));
    await this.audit.recordAll(
      tx,
      facts.map(({ id, recorder, mark }) => trace(recorder, id, null, mark)),
    );
    return made.map(({ id }) => recorded.has(id));
  }

  /** Replaces what stands; equal marks leave no trace. */
  async change(tx: EntityManager, recorder: Recorder, standing: Attendance, mark: Mark): Promise<void> {
    if (isSame(standing, mark)) return;
    const { status, method, checkedInAt, note } = mark;
    const trail = { recordedBy: recorder.userId, recordedAt: this.clock.now() };
    await updateRows(tx, Attendance, { id: standing.id }, { status, method, checkedInAt, note, ...trail });
    await this.audit.record(tx, trace(recorder, standing.id, standing, mark));
  }

  async clear(tx: EntityManager, recorder: Recorder, standing: Attendance): Promise<void> {
    await tx.delete(Attendance, { id: standing.id });
    await this.audit.record(tx, trace(recorder, standing.id, standing, null));
  }
}

/** Those of the rows that no standing one kept out, by their ids. */
async function insertedIds(tx: EntityManager, rows: readonly Row<Attendance>[]): Promise<Set<string>> {
  const inserted = new Set<string>();
  for (const group of inGroups(rows)) {
    const complete = (await insertIfNew(tx, Attendance, ...group)) === group.length;
    const ids = group.map(({ id }) => id);
    const found = complete ? group : await selectIn(tx, Attendance, 'id', ids);
    for (const { id } of found) inserted.add(id);
  }
  return inserted;
}

function byRegistration(one: Row<Attendance>, other: Row<Attendance>): number {
  if (one.registrationId === other.registrationId) return 0;
  return one.registrationId < other.registrationId ? -1 : 1;
}

function trace(recorder: Recorder, id: string, before: Mark | null, after: Mark | null): AuditFact {
  return {
    officeId: recorder.officeId,
    actor: recorder.userId === null ? 'participant' : { userId: recorder.userId },
    action: after === null ? 'attendance.cleared' : before === null ? 'attendance.recorded' : 'attendance.changed',
    subject: { type: 'attendance', id },
    ...(before === null ? {} : { before: traced(before) }),
    ...(after === null ? {} : { after: traced(after) }),
  };
}

function isSame(standing: Mark, mark: Mark): boolean {
  return JSON.stringify(traced(standing)) === JSON.stringify(traced(mark));
}

function traced({ sessionId, registrationId, status, method, checkedInAt, note }: Mark): Record<string, unknown> {
  return { sessionId, registrationId, status, method, checkedInAt: checkedInAt?.toISOString() ?? null, note };
}
