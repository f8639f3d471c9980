import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Idempotency, type Outcome } from '../http/idempotency.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { User } from '../identity/user.entity.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import type { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { ArrivalBody, CheckInBody } from './attendance.dto.js';
import { Attendance, type AttendanceMethod } from './attendance.entity.js';
import { checkInStatus, countsAsAttended, scanChanges } from './attendance.rules.js';
import { checkInJson, type CheckInView } from './attendance.views.js';
import { attendedSession, requireConfirmedIn } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

const plausibleHours = 24;
const [created, repeated] = [201, 200];

interface Arrival {
  readonly sessionId: string;
  readonly body: CheckInBody | ArrivalBody;
  readonly method: AttendanceMethod;
  /** Names this one scan, so that sending it again has no effect, whatever was marked meanwhile. */
  readonly key: string | undefined;
  readonly registrant: (tx: EntityManager) => Promise<Registration>;
}

/** What is known of an arrival without reading it again; null when something stood already. */
interface Arrived extends Outcome {
  readonly view: CheckInView | null;
}

/** Checks a participant in. Scanning twice, on one phone or on ten, is one check-in: the earliest. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly idempotency: Idempotency,
    private readonly attendance: TakeAttendance,
  ) {}

  /** Throws `NotFound` for an unknown ticket or session, `Refusal` when the registration isn't confirmed here. */
  run(actor: Actor, sessionId: string, body: CheckInBody, key?: string): Promise<CheckInView> {
    const registrant = (tx: EntityManager) => this.ticketHolder(tx, actor, body.ticket);
    return this.arrive(actor, { sessionId, body, method: 'ticket', key, registrant });
  }

  /** The same for somebody without a ticket at hand. Throws the same, and `NotFound` for an unknown registration. */
  byHand(actor: Actor, sessionId: string, body: ArrivalBody, key?: string): Promise<CheckInView> {
    const registrant = (tx: EntityManager) => this.registrant(tx, actor, body.registrationId);
    return this.arrive(actor, { sessionId, body, method: 'manual', key, registrant });
  }

  private async arrive(actor: Actor, arrival: Arrival): Promise<CheckInView> {
    requireRole(actor, 'attendant');
    const { sessionId, body, key } = arrival;
    const request = { scope: `check-in:${actor.userId}`, key, body: { sessionId, scan: body } };
    const outcome = await this.idempotency.run(request, (tx) => this.record(tx, actor, arrival));
    return ('view' in outcome ? outcome.view : null) ?? this.view(sessionId, outcome);
  }

  /** 201 when it was this arrival by which the person came to be there, 200 when that stood already. */
  private async record(
    tx: EntityManager,
    actor: Actor,
    { sessionId, body: { at }, method, registrant }: Arrival,
  ): Promise<Arrived> {
    const [{ session, batch }, registration] = await Promise.all([
      attendedSession(tx, actor, sessionId),
      registrant(tx),
    ]);
    requireConfirmedIn(batch, registration);
    const resourceId = registration.id;
    if (at !== undefined) requirePlausible(session, at);
    const checkedInAt = at ?? this.clock.now();
    const status = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
    const mark = { sessionId, registrationId: resourceId, status, method, checkedInAt, note: null };
    if (await this.attendance.recordFirst(tx, actor, mark)) {
      const view = checkInJson(mark, registration, { already: false, recordedBy: actor.name });
      return { status: created, resourceId, view };
    }
    const standing = await this.standing(tx, mark);
    if (scanChanges(standing, checkedInAt)) {
      await this.attendance.change(tx, actor, standing, { ...mark, note: standing.note });
    }
    return { status: countsAsAttended(standing.status) ? repeated : created, resourceId, view: null };
  }

  private async view(sessionId: string, { status, resourceId }: Outcome): Promise<CheckInView> {
    const { reader } = this.database;
    const standing = await this.standing(reader, { sessionId, registrationId: resourceId });
    const registration = await reader.findOneByOrFail(Registration, { id: resourceId });
    const { recordedBy } = standing;
    const recorder = recordedBy === null ? null : await reader.findOneBy(User, { id: recordedBy });
    return checkInJson(standing, registration, { already: status === repeated, recordedBy: recorder?.name ?? null });
  }

  private async ticketHolder(tx: EntityManager, actor: Actor, ticket: string): Promise<Registration> {
    const read = this.keyring.readToken(ticket);
    const registration =
      read === null ? null : await tx.findOneBy(Registration, { id: read.id, officeId: actor.officeId });
    if (registration === null || !this.keyring.verifyToken('ticket', ticket, registration.tokenVersion)) {
      throw new NotFound('ticket_unknown');
    }
    return registration;
  }

  private async registrant(tx: EntityManager, actor: Actor, id: string): Promise<Registration> {
    const registration = await tx.findOneBy(Registration, { id, officeId: actor.officeId });
    if (registration === null) throw new NotFound('registration_not_found');
    return registration;
  }

  /** It can be missing only when it was taken back since this arrival was recorded. */
  private async standing(
    manager: EntityManager,
    { sessionId, registrationId }: Pick<Attendance, 'sessionId' | 'registrationId'>,
  ): Promise<Attendance> {
    const found = await this.attendance.find(manager, { sessionId, registrationId });
    if (found === null) throw new Refusal('changed_meanwhile');
    return found;
  }
}

/** A phone whose clock is a day off must not turn the whole hall late. */
function requirePlausible(session: Session, at: Date): void {
  const slack = plausibleHours * 3_600_000;
  const plausible =
    at.getTime() >= session.startsAt.getTime() - slack && at.getTime() <= session.endsAt.getTime() + slack;
  if (!plausible) throw new InvalidInput([{ field: 'at', code: 'check_in_time_implausible' }]);
}
