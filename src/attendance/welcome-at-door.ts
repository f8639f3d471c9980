import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Locale } from '../kernel/locale.js';
import { Session } from '../programs/session.entity.js';
import { AdmitRegistration } from '../registrations/admit-registration.js';
import { RegisterParticipant } from '../registrations/register-participant.js';
import { Registration } from '../registrations/registration.entity.js';
import { registrationOfActor } from '../registrations/registration-of-actor.js';
import { checkInStatus, scanChanges } from './attendance.rules.js';
import { attendedSession } from './attended-session.js';
import { sessionAtTheDoor } from './running-session.rules.js';
import { TakeAttendance } from './take-attendance.js';

/** Who came, and for which session; null when none is near. */
export interface Welcome {
  readonly registrationId: string;
  readonly session: Session | null;
  /** False for who had been marked as there before. */
  readonly first: boolean;
}

/** Lets somebody in at the door: registered, seated and marked as there, in one go. Doing it twice is doing it once. */
@Injectable()
export class WelcomeAtDoor {
  constructor(
    private readonly database: Database,
    private readonly register: RegisterParticipant,
    private readonly admit: AdmitRegistration,
    private readonly attendance: TakeAttendance,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody who isn't registered. `raw` in the shape of `StaffRegistrationBody`. Throws as `RegisterParticipant`, and
   * `batch_full`, `quota_full` for whom there is no seat.
   */
  async newcomer(
    actor: Actor,
    batchId: string,
    raw: Readonly<Record<string, unknown>>,
    { locale, key }: { readonly locale: Locale; readonly key: string | undefined },
  ): Promise<Welcome> {
    const body = { seat: 'now', ...raw, channel: 'walk_in' };
    const { id } = await this.register.run(batchId, body, { from: { actor }, locale, idempotencyKey: key });
    return this.checkIn(actor, id);
  }

  /** Somebody who is: who still waits for a seat is given one. `extraSeat` is why, when there is none left. */
  async registrant(actor: Actor, registrationId: string, extraSeat: string | null): Promise<Welcome> {
    const why = extraSeat === null ? {} : { extraSeat };
    await this.admit.run(actor, registrationId, { decision: 'confirm', ...why });
    return this.checkIn(actor, registrationId);
  }

  /** The session for which people come now. */
  async sessionNow(batchId: string): Promise<Session | null> {
    return sessionAtTheDoor(await this.database.reader.findBy(Session, { batchId }), this.clock.now());
  }

  private async checkIn(actor: Actor, registrationId: string): Promise<Welcome> {
    const { batchId } = await registrationOfActor(this.database.reader, actor, registrationId);
    const session = await this.sessionNow(batchId);
    if (session === null) return { registrationId, session, first: true };
    const first = await this.database.transaction(async (tx) => {
      const { batch } = await attendedSession(tx, actor, session.id);
      await tx.findOneByOrFail(Registration, { id: registrationId, status: 'confirmed' });
      const checkedInAt = this.clock.now();
      const status = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
      const key = { sessionId: session.id, registrationId };
      const mark = { ...key, status, method: 'manual', checkedInAt, note: null } as const;
      if (await this.attendance.recordFirst(tx, actor, mark)) return true;
      const standing = await this.attendance.find(tx, key);
      if (standing !== null && scanChanges(standing, checkedInAt)) {
        await this.attendance.change(tx, actor, standing, mark);
      }
      return false;
    });
    return { registrationId, session, first };
  }
}
