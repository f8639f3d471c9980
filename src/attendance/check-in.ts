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
import { attendedSessionWith, requireConfirmedIn } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

/** No registration's id. */
const nobody = '';
const plausibleHours = 24;
const [created, repeated] = [201, 200];

interface Arrival {
  readonly sessionId: string;
  readonly body: CheckInBody | ArrivalBody;
  readonly method: AttendanceMethod;
  /** Names this one scan, so that sending it again has no effect, whatever was marked meanwhile. */
  readonly key: string | undefined;
  readonly registrationId: string;
  /** Throws when the registration that was found, or none, isn't the one that came. */
  readonly recognise: (found: Registration | null) => Registration;
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
    const { ticket } = body;
    const registrationId = this.keyring.readToken(ticket)?.id ?? nobody;
    const recognise = (found: Registration | null) => this.holder(ticket, found);
    return this.arrive(actor, { sessionId, body, method: 'ticket', key, registrationId, recognise });
  }

  /** The same for somebody without a ticket at hand. Throws the same, and `NotFound` for an unknown registration. */
  byHand(actor: Actor, sessionId: string, body: ArrivalBody, key?: string): Promise<CheckInView> {
    const { registrationId } = body;
    return this.arrive(actor, { sessionId, body, method: 'manual', key, registrationId, recognise: known });
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
    { sessionId, body: { at }, method, registrationId, recognise }: Arrival,
  ): Promise<Arrived> {
    const { session, batch, ...found } = await attendedSessionWith(tx, actor, { sessionId, registrationId });
    const registration = recognise(found.registration);
    requireConfirmedIn(batch, registration);
    if (at !== undefined) requirePlausible(session, at);
    const checkedInAt = at ?? this.clock.now();
    const presence = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
    const mark = { sessionId, registrationId, status: presence, method, checkedInAt, note: null };
    if (await this.attendance.recordFirst(tx, actor, mark)) {
      const view = checkInJson(mark, registration, { already: false, recordedBy: actor.name });
      return { status: created, resourceId: registrationId, view };
    }
    const standing = await this.standing(tx, mark);
    if (scanChanges(standing, checkedInAt)) {
      await this.attendance.change(tx, actor, standing, { ...mark, note: standing.note });
    }
    const status = countsAsAttended(standing.status) ? repeated : created;
    return { status, resourceId: registrationId, view: null };
  }

  private async view(sessionId: string, { status, resourceId }: Outcome): Promise<CheckInView> {
    const { reader } = this.database;
    const standing = await this.standing(reader, { sessionId, registrationId: resourceId });
    const registration = await reader.findOneByOrFail(Registration, { id: resourceId });
    const { recordedBy } = standing;
    const recorder = recordedBy === null ? null : await reader.findOneBy(User, { id: recordedBy });
    return checkInJson(standing, registration, { already: status === repeated, recordedBy: recorder?.name ?? null });
  }

  private holder(ticket: string, registration: Registration | null): Registration {
    if (registration === null || !this.keyring.verifyToken('ticket', ticket, registration.tokenVersion)) {
      throw new NotFound('ticket_unknown');
    }
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

function known(registration: Registration | null): Registration {
  if (registration === null) throw new NotFound('registration_not_found');
  return registration;
}

/** A phone whose clock is a day off must not turn the whole hall late. */
function requirePlausible(session: Session, at: Date): void {
  const slack = plausibleHours * 3_600_000;
  const plausible =
    at.getTime() >= session.startsAt.getTime() - slack && at.getTime() <= session.endsAt.getTime() + slack;
  if (!plausible) throw new InvalidInput([{ field: 'at', code: 'check_in_time_implausible' }]);
}
