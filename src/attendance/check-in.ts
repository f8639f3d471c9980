import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import type { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { CheckInBody } from './attendance.dto.js';
import { checkInStatus, countsAsAttended, scanChanges } from './attendance.rules.js';
import { checkInJson, type CheckInView } from './attendance.views.js';
import { attendedSession, requireConfirmedIn } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

const plausibleHours = 24;

/** Checks a participant in by the ticket. Scanning twice, on one phone or on ten, is one check-in. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly attendance: TakeAttendance,
  ) {}

  /** Throws `NotFound` for an unknown ticket or session, `Refusal` when the registration isn't confirmed here. */
  run(actor: Actor, sessionId: string, body: CheckInBody): Promise<CheckInView> {
    requireRole(actor, 'attendant');
    return this.database.transaction(async (tx) => {
      const { session, batch } = await attendedSession(tx, actor, sessionId);
      const registration = await this.ticketHolder(tx, actor, body.ticket);
      requireConfirmedIn(batch, registration);
      const checkedInAt = body.at ?? this.clock.now();
      if (body.at !== undefined) requirePlausible(session, body.at);
      const status = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
      const mark = {
        sessionId,
        registrationId: registration.id,
        status,
        method: 'ticket',
        checkedInAt,
        note: null,
      } as const;
      const first = await this.attendance.recordFirst(tx, actor, mark);
      const standing = await this.standing(tx, mark);
      if (first) return checkInJson(standing, registration, false);
      if (scanChanges(standing, checkedInAt)) {
        await this.attendance.change(tx, actor, standing, { ...mark, note: standing.note });
      }
      return checkInJson(await this.standing(tx, mark), registration, countsAsAttended(standing.status));
    });
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

  private async standing(tx: EntityManager, key: { sessionId: string; registrationId: string }) {
    const found = await this.attendance.find(tx, key);
    if (found === null) throw new NotFound('ticket_unknown');
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
