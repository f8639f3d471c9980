import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditActor, type AuditFact } from '../identity/audit.js';
import { ConsentNotices, type GivenConsent } from './consent-notices.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { positionOf } from './position.js';
import type { Registration } from './registration.entity.js';

/** Under which somebody was registered, and by whom. */
interface Terms {
  readonly consent: GivenConsent;
  readonly by: AuditActor;
}

/** A new registration with its place in the waiting list, from 1, when it was written; null for who does not wait. */
export interface Newcomer {
  readonly registration: Registration;
  readonly position: number | null;
}

/** What a new registration leaves behind: the proof of consent, the audit entry, and the mail that tells its state. */
@Injectable()
export class AfterEnrolment {
  constructor(
    private readonly consents: ConsentNotices,
    private readonly audit: Audit,
    private readonly notices: RegistrationNotices,
  ) {}

  async run(tx: EntityManager, registration: Registration, { consent, by }: Terms): Promise<void> {
    await this.consents.record(tx, registration, consent);
    await this.audit.record(tx, enrolmentFact(registration, by));
    await this.tell(tx, registration);
  }

  /** The same for many whose rows came in together; `tellThem` says whether they get mail. */
  async runAll(tx: EntityManager, all: readonly (Newcomer & Terms)[], tellThem: boolean): Promise<void> {
    await this.consents.recordAll(tx, all);
    await this.audit.recordAll(
      tx,
      all.map(({ registration, by }) => enrolmentFact(registration, by)),
    );
    if (tellThem) await this.notices.enrolled(tx, all);
  }

  /** Who gave no address reads the answer alone; nobody need wait for the batch while her place is counted. */
  private async tell(tx: EntityManager, registration: Registration): Promise<void> {
    if (registration.email === null) return;
    if (registration.status === 'confirmed') return this.notices.confirmed(tx, registration);
    const position = await positionOf(tx, registration);
    if (position !== null) return this.notices.waitlisted(tx, registration, position);
    return this.notices.received(tx, registration);
  }
}

function enrolmentFact({ id, officeId, status, channel, groupId }: Registration, actor: AuditActor): AuditFact {
  const subject = { type: 'registration', id };
  const after = { status, channel, ...(groupId === null ? {} : { groupId }) };
  return { officeId, actor, action: `registration.${status}`, subject, after };
}
