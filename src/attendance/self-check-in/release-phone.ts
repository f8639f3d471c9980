import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { Audit } from '../../identity/audit.js';
import { registrationOfActor } from '../../registrations/registration-of-actor.js';
import { CheckInPhone } from './check-in-phone.entity.js';

/** Lets a registrant check in with another phone: one that was lost, or whose browser forgot. What was recorded stays. */
@Injectable()
export class ReleasePhone {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Does nothing when there is none. Throws `NotFound` for another office's registration as for none. */
  run(actor: Actor, registrationId: string): Promise<void> {
    requireRole(actor, 'attendant');
    return this.database.transaction(async (tx) => {
      const { id, officeId } = await registrationOfActor(tx, actor, registrationId);
      if (!(await tx.existsBy(CheckInPhone, { registrationId: id }))) return;
      await tx.delete(CheckInPhone, { registrationId: id });
      await this.audit.record(tx, {
        officeId,
        actor,
        action: 'check_in_phone.released',
        subject: { type: 'registration', id },
      });
    });
  }
}
