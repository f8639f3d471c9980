import { Injectable } from '@nestjs/common';
import type { RepeatableRequest } from '../http/idempotency.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import type { Registration } from '../registrations/registration.entity.js';
import type { ArrivalBody, CheckInBody } from './attendance.dto.js';
import type { CheckInView } from './attendance.views.js';
import { LetIn } from './let-in.js';

/** No registration's id. */
const nobody = '';

/** Checks a participant in. Scanning twice, on one phone or on ten, is one check-in: the earliest. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly letIn: LetIn,
  ) {}

  /** Throws `NotFound` for an unknown ticket or session, `Refusal` when the registration isn't confirmed here. */
  async run(actor: Actor, sessionId: string, body: CheckInBody, key?: string): Promise<CheckInView> {
    requireRole(actor, 'attendant');
    const { ticket, at } = body;
    const registrationId = this.keyring.readToken(ticket)?.id ?? nobody;
    const recognise = (found: Registration | null) => this.holder(ticket, found);
    const request = requestOf(actor, sessionId, body, key);
    const toldAt = this.clock.now();
    return this.letIn.run({ actor, sessionId, registrationId, method: 'ticket', toldAt, at, request, recognise });
  }

  /** The same for somebody without a ticket at hand. Throws the same, and `NotFound` for an unknown registration. */
  async byHand(actor: Actor, sessionId: string, body: ArrivalBody, key?: string): Promise<CheckInView> {
    requireRole(actor, 'attendant');
    const { registrationId, at } = body;
    const request = requestOf(actor, sessionId, body, key);
    const toldAt = this.clock.now();
    return this.letIn.run({ actor, sessionId, registrationId, method: 'manual', toldAt, at, request, recognise });
  }

  private holder(ticket: string, registration: Registration | null): Registration {
    if (registration === null || !this.keyring.verifyToken('ticket', ticket, registration.tokenVersion)) {
      throw new NotFound('ticket_unknown');
    }
    return registration;
  }
}

function recognise(registration: Registration | null): Registration {
  if (registration === null) throw new NotFound('registration_not_found');
  return registration;
}

function requestOf(actor: Actor, sessionId: string, scan: unknown, key: string | undefined): RepeatableRequest {
  return { scope: `check-in:${actor.userId}`, key, body: { sessionId, scan } };
}
