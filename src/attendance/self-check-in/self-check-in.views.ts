import type { Batch } from '../../programs/batch.entity.js';
import type { Program } from '../../programs/program.entity.js';
import type { Session } from '../../programs/session.entity.js';
import type { Registration } from '../../registrations/registration.entity.js';
import type { ShownCode } from './check-in-codes.js';
import type { Opening } from './self-check-in.rules.js';

/** `off`: the batch doesn't allow it. */
export type ScreenState = Opening | 'off';

export interface ScreenView {
  readonly session: {
    readonly id: string;
    readonly batchId: string;
    readonly title: string;
    readonly room: string | null;
    readonly startsAt: string;
    readonly endsAt: string;
  };
  /** The program's title. */
  readonly event: string;
  readonly venue: string;
  /** IANA. */
  readonly timeZone: string;
  readonly state: ScreenState;
  /** An hour before the start. */
  readonly opensAt: string;
  /** Null unless `state` is `open`. */
  readonly code: {
    /** What the QR holds. */
    readonly url: string;
    /** To be typed by hand. */
    readonly typed: string;
    readonly changesAt: string;
  } | null;
  /** Present and late. */
  readonly present: number;
  /** Confirmed registrants. */
  readonly expected: number;
  /** By the server's clock. */
  readonly now: string;
}

interface Moment {
  readonly state: ScreenState;
  readonly code: ShownCode | null;
  readonly present: number;
  readonly now: Date;
  readonly opensAt: Date;
}

export function screenJson(
  { session, batch, program }: { session: Session; batch: Batch; program: Program },
  { state, code, present, now, opensAt }: Moment,
): ScreenView {
  const { id, batchId, title, room, startsAt, endsAt } = session;
  return {
    session: { id, batchId, title, room, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    event: program.title,
    venue: batch.venueName,
    timeZone: batch.timeZone,
    state,
    opensAt: opensAt.toISOString(),
    code: code === null ? null : { ...code, changesAt: code.changesAt.toISOString() },
    present,
    expected: batch.taken,
    now: now.toISOString(),
  };
}

export interface PhoneView {
  readonly registrationId: string;
  readonly name: string;
  readonly code: string;
  readonly boundAt: string;
}

export function phoneJson({ id, name, code }: Registration, boundAt: Date): PhoneView {
  return { registrationId: id, name, code, boundAt: boundAt.toISOString() };
}
