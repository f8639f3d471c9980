import type { Admission, Batch } from './batch.entity.js';
import { quotaJson, venueJson, type BatchView, type QuotaView, type SessionView } from './batch.views.js';
import type { Program, ProgramKind, RequirableField } from './program.entity.js';
import type { Quota } from './quota.entity.js';
import type { Session } from './session.entity.js';

export type RegistrationState = 'not_open' | 'open' | 'closed' | 'cancelled' | 'over';

/** A batch as anybody sees it in a list. */
export interface PublicBatchView {
  readonly id: string;
  readonly program: { readonly kind: ProgramKind; readonly title: string; readonly theme: string | null };
  readonly number: number;
  readonly venue: BatchView['venue'];
  readonly timeZone: string;
  readonly admission: Admission;
  readonly capacity: number;
  /** In an automatic batch; null where the organiser selects. */
  readonly seatsLeft: number | null;
  readonly quotas: readonly (Omit<QuotaView, 'id' | 'taken'> & { readonly seatsLeft: number })[];
  readonly registrationOpensAt: string;
  readonly registrationClosesAt: string;
  readonly registrationState: RegistrationState;
  /** Whether whoever registers now goes to the waiting list. */
  readonly waitingList: boolean;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly lessonHours: number;
}

export interface PublicBatchDetail extends PublicBatchView {
  readonly description: string | null;
  readonly minimumAttendance: number;
  readonly requirements: { readonly nik: boolean; readonly fields: readonly RequirableField[] };
  readonly sessions: readonly (Omit<SessionView, 'trainers'> & { readonly trainers: readonly string[] })[];
  readonly partners: readonly string[];
  /** The name of the office that holds it. */
  readonly office: string;
}

/** Whether registration is open at this instant: [opensAt, closesAt). */
export function registrationState(batch: Batch, lastEnd: Date | undefined, now: Date): RegistrationState {
  if (batch.status === 'cancelled') return 'cancelled';
  if (batch.status === 'completed' || (lastEnd !== undefined && lastEnd <= now)) return 'over';
  if (now < batch.registrationOpensAt) return 'not_open';
  return now < batch.registrationClosesAt ? 'open' : 'closed';
}

export function publicBatchJson(
  batch: Batch,
  { program, quotas, sessions }: { program: Program; quotas: readonly Quota[]; sessions: readonly Session[] },
  now: Date,
): PublicBatchView {
  const automatic = batch.admission === 'automatic';
  const seatsLeft = automatic ? batch.capacity - batch.taken : null;
  const lastEnd = sessions.map(({ endsAt }) => endsAt).sort((a, b) => b.getTime() - a.getTime())[0];
  return {
    id: batch.id,
    program: { kind: program.kind, title: program.title, theme: program.theme },
    number: batch.number,
    venue: venueJson(batch),
    timeZone: batch.timeZone,
    admission: batch.admission,
    capacity: batch.capacity,
    seatsLeft,
    quotas: quotas.map(publicQuota),
    registrationOpensAt: batch.registrationOpensAt.toISOString(),
    registrationClosesAt: batch.registrationClosesAt.toISOString(),
    registrationState: registrationState(batch, lastEnd, now),
    waitingList: seatsLeft === 0,
    startsAt: sessions[0]?.startsAt.toISOString() ?? null,
    endsAt: lastEnd?.toISOString() ?? null,
    lessonHours: sessions.reduce((total, session) => total + session.lessonHours, 0),
  };
}

function publicQuota(quota: Quota) {
  const { criterion, capacity } = quotaJson(quota);
  return { criterion, capacity, seatsLeft: capacity - quota.taken };
}
