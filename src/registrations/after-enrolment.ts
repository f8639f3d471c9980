import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditActor } from '../identity/audit.js';
import { ConsentNotices, type GivenConsent } from './consent-notices.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { positionOf } from './position.js';
import type { Registration } from './registration.entity.js';

/** What a new registration leaves behind: the proof of consent, the audit entry, and the mail that tells its state. */
@Injectable()
export class AfterEnrolment {
  constructor(
    private readonly consents: ConsentNotices,
    private readonly audit: Audit,
    private readonly notices: RegistrationNotices,
  ) {}

  async run(
    tx: EntityManager,
    registration: Registration,
    { consent, by }: { readonly consent: GivenConsent; readonly by: AuditActor },
  ): Promise<void> {
    const { id, officeId, status, channel } = registration;
    await this.consents.record(tx, registration, consent);
    await this.audit.record(tx, {
      officeId,
      actor: by,
      action: `registration.${status}`,
      subject: { type: 'registration', id },
      after: { status, channel },
    });
    await this.tell(tx, registration);
  }

  private async tell(tx: EntityManager, registration: Registration): Promise<void> {
    if (registration.status === 'confirmed') return this.notices.confirmed(tx, registration);
    const position = await positionOf(tx, registration);
    if (position !== null) return this.notices.waitlisted(tx, registration, position);
    return this.notices.received(tx, registration);
  }
}
