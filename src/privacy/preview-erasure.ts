import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Certificate } from '../certificates/certificate.entity.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { Registration } from '../registrations/registration.entity.js';
import { personOfRegistration } from './person-of-registration.js';
import { takesPart } from './takes-part.js';

export interface PlannedErasure {
  /** Of all batches; each loses its contact data. */
  readonly registrations: number;
  /** Each stays as it was issued. */
  readonly certificates: number;
  /** Whether the erasure would be refused now. */
  readonly takesPart: boolean;
}

/** What an erasure would reach, before it is done. */
@Injectable()
export class PreviewErasure {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of whom a registration names. Throws `NotFound`, also for who was erased. */
  async run(actor: Actor, registrationId: string): Promise<PlannedErasure> {
    requireRole(actor, 'administrator');
    const { reader } = this.database;
    const { id: participantId } = await personOfRegistration(reader, actor, registrationId);
    const registrations = await reader.findBy(Registration, { participantId });
    const ids = In(registrations.map(({ id }) => id));
    return {
      registrations: registrations.length,
      certificates: await reader.countBy(Certificate, { registrationId: ids }),
      takesPart: await takesPart(reader, participantId, this.clock.now()),
    };
  }
}
