import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import type { AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { GiveUpSeat } from './give-up-seat.js';
import { RegistrationLinks } from './registration-links.js';
import { registrationOfActor } from './registration-of-actor.js';
import { Registration } from './registration.entity.js';
import { Seats } from './seats.js';

/** Gives up a registration, and its seat to the next who waits. */
@Injectable()
export class CancelRegistration {
  constructor(
    private readonly database: Database,
    private readonly seats: Seats,
    private readonly giveUp: GiveUpSeat,
    private readonly links: RegistrationLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * By the participant's own link. Cancelling twice changes nothing. Throws `NotFound` for a token that opens nothing,
   * `registration_rejected`, and `batch_ended` once the last session has ended or the batch is completed.
   */
  async byLink(token: string): Promise<void> {
    await this.cancel(await this.links.registrationOf(token), 'participant', null);
  }

  /** By the organiser; the same refusals. */
  async byOrganizer(actor: Actor, id: string, reason: string | null): Promise<void> {
    requireRole(actor, 'organizer');
    await this.cancel(await registrationOfActor(this.database.reader, actor, id), actor, reason);
  }

  private async cancel({ id, batchId }: Registration, actor: AuditActor, reason: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const batch = await this.seats.lock(tx, batchId);
      const standing = await tx.findOneByOrFail(Registration, { id });
      if (standing.status === 'cancelled') return;
      await this.requireNotEnded(tx, batch);
      await this.giveUp.run(tx, standing, { event: { name: 'cancel' }, actor, reason });
    });
  }

  private async requireNotEnded(tx: EntityManager, batch: Batch | null): Promise<void> {
    if (batch === null || batch.status === 'completed') throw new Refusal('batch_ended');
    const [last] = await tx.find(Session, { where: { batchId: batch.id }, order: { endsAt: 'DESC' }, take: 1 });
    if (last !== undefined && last.endsAt <= this.clock.now()) throw new Refusal('batch_ended');
  }
}
