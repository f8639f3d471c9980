import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Idempotency, type Outcome, type RepeatableRequest } from '../http/idempotency.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { User } from '../identity/user.entity.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import type { Arrival } from './arrival.js';
import type { ArrivalBody, CheckInBody } from './attendance.dto.js';
import { checkInJson, type CheckInView } from './attendance.views.js';
import { CheckInAlone, repeated } from './check-in-alone.js';
import { CheckInTogether } from './check-in-together.js';
import { standingMark } from './take-attendance.js';

/** No registration's id. */
const nobody = '';

/** Checks a participant in. Scanning twice, on one phone or on ten, is one check-in: the earliest. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly idempotency: Idempotency,
    private readonly together: CheckInTogether,
    private readonly alone: CheckInAlone,
  ) {}

  /** Throws `NotFound` for an unknown ticket or session, `Refusal` when the registration isn't confirmed here. */
  run(actor: Actor, sessionId: string, body: CheckInBody, key?: string): Promise<CheckInView> {
    const { ticket, at } = body;
    const registrationId = this.keyring.readToken(ticket)?.id ?? nobody;
    const recognise = (found: Registration | null) => this.holder(ticket, found);
    const request = requestOf(actor, sessionId, body, key);
    return this.arrive({ actor, sessionId, registrationId, method: 'ticket', at, request, recognise });
  }

  /** The same for somebody without a ticket at hand. Throws the same, and `NotFound` for an unknown registration. */
  byHand(actor: Actor, sessionId: string, body: ArrivalBody, key?: string): Promise<CheckInView> {
    const { registrationId, at } = body;
    const request = requestOf(actor, sessionId, body, key);
    return this.arrive({ actor, sessionId, registrationId, method: 'manual', at, request, recognise: known });
  }

  private async arrive(arrival: Arrival): Promise<CheckInView> {
    const { actor, request, sessionId } = arrival;
    requireRole(actor, 'attendant');
    const earlier = await this.idempotency.earlier(request);
    if (earlier !== null) return this.view(sessionId, earlier);
    const first = await this.together.run(arrival);
    if (first !== null) {
      return checkInJson(first.mark, first.registration, { already: false, recordedBy: actor.name });
    }
    return this.view(sessionId, await this.alone.run(arrival));
  }

  private async view(sessionId: string, { status, resourceId }: Outcome): Promise<CheckInView> {
    const { reader } = this.database;
    const standing = await standingMark(reader, { sessionId, registrationId: resourceId });
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
}

function known(registration: Registration | null): Registration {
  if (registration === null) throw new NotFound('registration_not_found');
  return registration;
}

function requestOf(actor: Actor, sessionId: string, scan: unknown, key: string | undefined): RepeatableRequest {
  return { scope: `check-in:${actor.userId}`, key, body: { sessionId, scan } };
}
