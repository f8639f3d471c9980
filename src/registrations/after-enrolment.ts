import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditActor, type AuditFact } from '../identity/audit.js';
import { ConsentNotices, type GivenConsent } from './consent-notices.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import type { Newcomer } from './position.js';
import type { Registration } from './registration.entity.js';

/** Under which somebody was registered, and by whom. */
interface Terms {
  readonly consent: GivenConsent;
  readonly by: AuditActor;
}

/** What new registrations leave behind: the proof of consent, the audit entry, and the mail that tells its state. */
@Injectable()
export class AfterEnrolment {
  constructor(
    private readonly consents: ConsentNotices,
    private readonly audit: Audit,
    private readonly notices: RegistrationNotices,
  ) {}

  /** `tellThem` says whether they get mail. */
  async run(tx: EntityManager, all: readonly (Newcomer & Terms)[], tellThem: boolean): Promise<void> {
    await this.consents.recordAll(tx, all);
    await this.audit.recordAll(
      tx,
      all.map(({ registration, by }) => enrolmentFact(registration, by)),
    );
    if (tellThem) await this.notices.enrolled(tx, all);
  }
}

function enrolmentFact({ id, officeId, status, channel, groupId }: Registration, actor: AuditActor): AuditFact {
  const subject = { type: 'registration', id };
  const after = { status, channel, ...(groupId === null ? {} : { groupId }) };
  return { officeId, actor, action: `registration.${status}`, subject, after };
}
