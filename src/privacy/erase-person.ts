import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertIfNew } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Participant } from '../participants/participant.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { liveStatuses } from '../registrations/registration.rules.js';
import { AnonymisePerson } from './anonymise-person.js';
import { Erasure } from './erasure.entity.js';
import { personOfRegistration } from './person-of-registration.js';

/** Makes a person anonymous in all of an office's rows, for good, and notes that it was done. */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly database: Database,
    private readonly anonymise: AnonymisePerson,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whom a registration names. Throws `NotFound` and `erasure_while_registered`. */
  async byAdministrator(actor: Actor, registrationId: string): Promise<void> {
    requireRole(actor, 'administrator');
    await this.database.transaction(async (tx) => {
      await this.run(tx, await personOfRegistration(tx, actor, registrationId), actor);
    });
  }

  /**
   * Looks at what she takes part in only once nobody can register her any more. Throws `NotFound` for who was erased
   * already, and `erasure_while_registered` as long as the person takes part in something that is not over.
   */
  async run(tx: EntityManager, { id, officeId }: Participant, actor: AuditActor): Promise<void> {
    await this.anonymise.hide(tx, id);
    if (await this.takesPart(tx, id)) throw new Refusal('erasure_while_registered');
    const erasure = { participantId: id, officeId, erasedAt: this.clock.now() };
    if ((await insertIfNew(tx, Erasure, erasure)) === 0) throw new NotFound('participant_erased');
    await this.anonymise.run(tx, id);
    const subject = { type: 'participant', id };
    await this.audit.record(tx, { officeId, actor, action: 'participant.erased', subject });
  }

  private async takesPart(tx: EntityManager, participantId: string): Promise<boolean> {
    const live = await tx.findBy(Registration, { participantId, status: In([...liveStatuses]) });
    const ids = live.map(({ batchId }) => batchId);
    const running = await tx.findBy(Batch, { id: In(ids), status: In(['draft', 'published']) });
    for (const { id } of running) if (!(await this.hasEnded(tx, id))) return true;
    return false;
  }

  private async hasEnded(tx: EntityManager, batchId: string): Promise<boolean> {
    const [last] = await tx.find(Session, { where: { batchId }, order: { endsAt: 'DESC' }, take: 1 });
    return last !== undefined && last.endsAt <= this.clock.now();
  }
}
