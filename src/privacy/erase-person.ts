import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertIfNew } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit, type AuditActor } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import type { Participant } from '../participants/participant.entity.js';
import { AnonymisePerson } from './anonymise-person.js';
import type { ErasureCause } from './erasure.dto.js';
import { Erasure } from './erasure.entity.js';
import { personOfRegistration } from './person-of-registration.js';
import { takesPart } from './takes-part.js';

/** By whom and why somebody is erased. */
interface Erasing {
  readonly actor: AuditActor;
  /** `retention`: the office's own time is up. */
  readonly cause: ErasureCause | 'retention';
}

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
  async byAdministrator(actor: Actor, registrationId: string, cause: ErasureCause): Promise<void> {
    requireRole(actor, 'administrator');
    await this.database.transaction(async (tx) => {
      await this.run(tx, await personOfRegistration(tx, actor, registrationId), { actor, cause });
    });
  }

  /**
   * Looks at what she takes part in only once nobody can register her any more. Throws `NotFound` for who was erased
   * already, and `erasure_while_registered` as long as the person takes part in something that is not over.
   */
  async run(tx: EntityManager, { id, officeId }: Participant, { actor, cause }: Erasing): Promise<void> {
    await this.anonymise.hide(tx, id);
    if (await takesPart(tx, id, this.clock.now())) throw new Refusal('erasure_while_registered');
    const erasure = { participantId: id, officeId, erasedAt: this.clock.now() };
    if ((await insertIfNew(tx, Erasure, erasure)) === 0) throw new NotFound('participant_erased');
    await this.anonymise.run(tx, id);
    const subject = { type: 'participant', id };
    await this.audit.record(tx, { officeId, actor, action: 'participant.erased', subject, after: { cause } });
  }
}
