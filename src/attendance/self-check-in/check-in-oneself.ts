import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { Clock } from '../../kernel/clock.js';
import { InvalidInput, Refusal } from '../../kernel/problems.js';
import type { Batch } from '../../programs/batch.entity.js';
import type { Session } from '../../programs/session.entity.js';
import type { Registration } from '../../registrations/registration.entity.js';
import { checkInStatus, countsAsAttended } from '../attendance.rules.js';
import { requireConfirmedIn } from '../attended-session.js';
import { TakeAttendance } from '../take-attendance.js';
import { CheckInCodes } from './check-in-codes.js';
import { CheckInPhones } from './check-in-phones.js';
import { openSession } from './open-session.js';
import type { VisitingPhone } from './phone-cookie.js';

/** Where somebody is about to check in, and who it can be. */
export interface BeforeCheckIn {
  readonly session: Session;
  readonly batch: Batch;
  /** One, unless several were registered on this phone and none of them has checked in with it yet. */
  readonly people: readonly Registration[];
}

/** Checks a participant in with the own phone, by the code on the screen: what `CheckIn` is for the door. */
@Injectable()
export class CheckInOneself {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly codes: CheckInCodes,
    private readonly phones: CheckInPhones,
    private readonly attendance: TakeAttendance,
  ) {}

  /** Changes nothing; throws what `run` would throw, as far as it can be told yet. */
  async look(code: string, phone: VisitingPhone | null): Promise<BeforeCheckIn> {
    const { reader } = this.database;
    const { session, batch } = await this.opened(reader, code);
    const own = await this.ownIn(reader, batch, phone);
    const bound = await this.phones.boundTo(reader, batch.id, own.phone);
    const known = own.registrations.filter(({ id }) => id === bound);
    const people = known.length > 0 ? known : own.registrations;
    const [only, ...others] = people;
    if (only !== undefined && others.length === 0) {
      requireConfirmedIn(batch, only);
      await this.phones.requireFree(reader, only, own.phone);
    }
    return { session, batch, people };
  }

  /**
   * Pressing twice is one check-in. Throws `Refusal` for a code that is over, a session where it isn't allowed or not
   * open, a phone without a registration here, one that is not confirmed, a second phone, a phone that is another's,
   * and for whom staff has marked as not there.
   */
  run(code: string, phone: VisitingPhone | null, registrationId?: string): Promise<{ readonly sessionId: string }> {
    return this.database.transaction(async (tx) => {
      const { session, batch } = await this.opened(tx, code);
      const own = await this.ownIn(tx, batch, phone);
      const registration = chosen(own.registrations, registrationId);
      requireConfirmedIn(batch, registration);
      await this.phones.bind(tx, registration, own.phone);
      await this.record(tx, { session, batch, registration });
      return { sessionId: session.id };
    });
  }

  /** Of two marks the one of the staff holds: who scans a screen may be elsewhere, who stands at the door sees. */
  private async record(
    tx: EntityManager,
    { session, batch, registration }: { session: Session; batch: Batch; registration: Registration },
  ): Promise<void> {
    const checkedInAt = this.clock.now();
    const status = checkInStatus(session.startsAt, checkedInAt, batch.lateAfterMinutes);
    const key = { sessionId: session.id, registrationId: registration.id };
    const mark = { ...key, status, method: 'self', checkedInAt, note: null } as const;
    const recorder = { officeId: session.officeId, userId: null };
    if (await this.attendance.recordFirst(tx, recorder, mark)) return;
    const standing = await this.attendance.find(tx, key);
    if (standing === null || !countsAsAttended(standing.status)) throw new Refusal('marked_by_staff');
  }

  private async opened(manager: EntityManager, code: string): Promise<{ session: Session; batch: Batch }> {
    const sessionId = this.codes.sessionOf(code);
    if (sessionId === null) throw new Refusal('check_in_code_over');
    return openSession(manager, sessionId, this.clock.now());
  }

  /** Those of the batch that were opened on the phone; of these the confirmed ones, if there are any. */
  private async ownIn(
    manager: EntityManager,
    batch: Batch,
    phone: VisitingPhone | null,
  ): Promise<{ phone: VisitingPhone; registrations: readonly Registration[] }> {
    const all = phone === null ? [] : await this.phones.registrationsOn(manager, phone);
    if (phone === null || all.length === 0) throw new Refusal('phone_unknown');
    const here = all.filter(({ batchId }) => batchId === batch.id);
    if (here.length === 0) throw new Refusal('phone_other_event');
    const confirmed = here.filter(({ status }) => status === 'confirmed');
    return { phone, registrations: confirmed.length > 0 ? confirmed : here };
  }
}

function chosen(registrations: readonly Registration[], id: string | undefined): Registration {
  const [only, ...others] = registrations;
  const found = id === undefined && others.length === 0 ? only : registrations.find((one) => one.id === id);
  if (found !== undefined) return found;
  if (id === undefined) throw new InvalidInput([{ field: 'registrationId', code: 'required' }]);
  throw new Refusal('phone_unknown');
}
