import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Refusal } from '../kernel/problems.js';
import { leftGroup } from './give-up-seat.js';
import { MoveRegistration, type Moved } from './move-registration.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { positionOf } from './position.js';
import { PromoteWaiting } from './promote-waiting.js';
import { registrationOfActor } from './registration-of-actor.js';
import type { AdmissionBody } from './registration.dto.js';
import { Seats } from './seats.js';

/** The organiser's decision about who takes part. */
@Injectable()
export class AdmitRegistration {
  constructor(
    private readonly database: Database,
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly notices: RegistrationNotices,
    private readonly promoteWaiting: PromoteWaiting,
  ) {}

  /**
   * Deciding the same twice changes nothing. Throws `NotFound`, `batch_full` and `quota_full` for who gets no seat,
   * `venue_full` and `venue_seats_unknown` for who gets no extra one,
   * `registration_confirmed`, `registration_rejected` and `registration_cancelled` for what is decided otherwise, and
   * `batch_not_published` outside a published batch.
   */
  async run(actor: Actor, id: string, { decision, reason, extraSeat }: AdmissionBody): Promise<void> {
    requireRole(actor, 'organizer');
    const { batchId } = await registrationOfActor(this.database.reader, actor, id);
    await this.database.transaction(async (tx) => {
      const batch = await this.seats.lock(tx, batchId);
      if (batch?.status !== 'published') throw new Refusal('batch_not_published');
      const standing = await registrationOfActor(tx, actor, id);
      const event = { name: 'admit', decision } as const;
      const why = { reason: reason ?? null, extraSeat: extraSeat ?? null };
      const moved = await this.move.run(tx, standing, { event, actor, ...why });
      if (moved.changed) await this.tell(tx, moved);
      if (leftGroup(moved)) await this.promoteWaiting.run(tx, batchId);
    });
  }

  private async tell(tx: EntityManager, { registration }: Moved): Promise<void> {
    if (registration.status === 'confirmed') return this.notices.confirmed(tx, registration);
    if (registration.status === 'rejected') return this.notices.rejected(tx, registration, registration.reason);
    const position = await positionOf(tx, registration);
    if (position !== null) await this.notices.waitlisted(tx, registration, position);
  }
}
