import type { Admission, Batch, BatchStatus } from './batch.entity.js';
import type { Program, ProgramKind } from './program.entity.js';
import type { Quota } from './quota.entity.js';
import type { Session } from './session.entity.js';

export interface QuotaView {
  readonly id: string;
  readonly criterion: { readonly regencyCode?: string; readonly enterpriseKind?: string; readonly gender?: string };
  readonly capacity: number;
  readonly taken: number;
}

export function quotaJson({ id, regencyCode, enterpriseKind, gender, capacity, taken }: Quota): QuotaView {
  const given = Object.entries({ regencyCode, enterpriseKind, gender }).filter(([, value]) => value !== null);
  return { id, criterion: Object.fromEntries(given), capacity, taken };
}

export interface BatchView {
  readonly id: string;
  readonly program: { readonly id: string; readonly kind: ProgramKind; readonly title: string };
  readonly number: number;
  readonly venue: { readonly name: string; readonly address: string; readonly regencyCode: string };
  readonly timeZone: string;
  readonly capacity: number;
  readonly taken: number;
  /** The most that the room holds; null where nobody said. */
  readonly venueSeats: number | null;
  readonly admission: Admission;
  readonly registrationOpensAt: string;
  readonly registrationClosesAt: string;
  readonly lateAfterMinutes: number;
  readonly quotas: readonly QuotaView[];
  readonly sessionCount: number;
  readonly status: BatchStatus;
  readonly cancellationReason: string | null;
  readonly publishedAt: string | null;
  readonly createdAt: string;
}

/** What belongs to a batch beside its own row. */
export interface BatchParts {
  readonly program: Program;
  readonly quotas: readonly Quota[];
  readonly sessionCount: number;
}

export function batchJson(batch: Batch, { program, quotas, sessionCount }: BatchParts): BatchView {
  return {
    id: batch.id,
    program: { id: program.id, kind: program.kind, title: program.title },
    number: batch.number,
    venue: venueJson(batch),
    timeZone: batch.timeZone,
    capacity: batch.capacity,
    taken: batch.taken,
    venueSeats: batch.venueSeats,
    admission: batch.admission,
    registrationOpensAt: batch.registrationOpensAt.toISOString(),
    registrationClosesAt: batch.registrationClosesAt.toISOString(),
    lateAfterMinutes: batch.lateAfterMinutes,
    quotas: quotas.map(quotaJson),
    sessionCount,
    status: batch.status,
    cancellationReason: batch.cancellationReason,
    publishedAt: batch.publishedAt?.toISOString() ?? null,
    createdAt: batch.createdAt.toISOString(),
  };
}

export function venueJson({ venueName, venueAddress, venueRegencyCode }: Batch): BatchView['venue'] {
  return { name: venueName, address: venueAddress, regencyCode: venueRegencyCode };
}

export interface SessionView {
  readonly id: string;
  readonly batchId: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly lessonHours: number;
  readonly room: string | null;
  readonly trainers: readonly { readonly id: string; readonly name: string }[];
}

export function sessionJson(session: Session, trainers: SessionView['trainers']): SessionView {
  const { id, batchId, title, startsAt, endsAt, lessonHours, room } = session;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return { id, batchId, title, ...times, lessonHours, room, trainers };
}
