import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/problems.js';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import { BatchFrame } from '../batch-frame.js';
import type { Visit } from '../visit.js';

/** The registration that an address names after its batch. */
@Injectable()
export class RegistrationOfBatch {
  constructor(
    private readonly frame: BatchFrame,
    private readonly registrations: RegistrationQueries,
  ) {}

  /** Throws `NotFound` for a registration of another batch, too. */
  async one(visit: Visit, batchId: string, id: string): Promise<RegistrationView> {
    await this.frame.batch(visit, batchId);
    const [registration] = await this.registrations.several(visit.actor, batchId, [id]);
    if (registration === undefined) throw new NotFound('registration_not_found');
    return registration;
  }
}
