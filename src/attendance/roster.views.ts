import { createHash } from 'node:crypto';
import type { Registration } from '../registrations/registration.entity.js';
import type { RegistrationStatus } from '../registrations/registration.rules.js';
import type { Attendance } from './attendance.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';

export interface SessionAtHand {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string | null;
  /** The program's title. */
  readonly event: string;
  /** Angkatan: 1, 2, 3. */
  readonly batchNumber: number;
  readonly venue: string;
  /** IANA zone in which its times are shown. */
  readonly timeZone: string;
  /** A check-in later than this after the start is late. */
  readonly lateAfterMinutes: number;
  /** Whether its participants may check themselves in by a code on a screen. */
  readonly selfCheckIn: boolean;
}

export interface RosterMark {
  readonly status: AttendanceStatus;
  readonly checkedInAt: string | null;
  /** The name of the member of staff. */
  readonly recordedBy: string | null;
}

export interface RosterPerson {
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly status: RegistrationStatus;
  /** SHA-256 in hex of each ticket that opens this registration: a ticket can be known by it, but not be made from it. */
  readonly tickets: readonly string[];
  readonly mark: RosterMark | null;
}

/** What a phone at the door needs in order to work without a line, and no more: no NIK, no phone, no email. */
export interface RosterView {
  readonly session: SessionAtHand;
  readonly people: readonly RosterPerson[];
  /** Hashes of tickets of other events of these days. */
  readonly elsewhere: readonly string[];
  /** By the server's clock, for phones whose own is wrong. */
  readonly readAt: string;
  /** When a copy of it has to be gone: a day after the batch's last session. */
  readonly keepUntil: string;
}

export function hashTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

export function rosterPerson(
  { id, code, name, status }: Registration,
  tickets: readonly string[],
  mark: RosterMark | null,
): RosterPerson {
  return { registrationId: id, code, name, status, tickets: tickets.map(hashTicket), mark };
}

export function rosterMark({ status, checkedInAt }: Attendance, recordedBy: string | null): RosterMark {
  return { status, checkedInAt: checkedInAt?.toISOString() ?? null, recordedBy };
}
