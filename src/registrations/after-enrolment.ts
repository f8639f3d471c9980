import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditActor, type AuditFact } from '../identity/audit.js';
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
    await this.consents.record(tx, registration, consent);
    await this.audit.record(tx, enrolmentFact(registration, by));
    await this.tell(tx, registration);
  }

  /** The same for many whose rows came in together, under one consent of each; `tellThem` says whether they get mail. */
  async runAll(
    tx: EntityManager,
    registrations: readonly Registration[],
    { consent, by, tellThem }: { readonly consent: GivenConsent; readonly by: AuditActor; readonly tellThem: boolean },
  ): Promise<void> {
    await this.consents.recordAll(tx, registrations, consent);
    await this.audit.recordAll(
      tx,
      registrations.map((registration) => enrolmentFact(registration, by)),
    );
    if (!tellThem) return;
    const waiting = registrations.filter(({ status }) => status === 'waitlisted');
    const first = waiting[0] === undefined ? null : await positionOf(tx, waiting[0]);
    const positions = new Map(waiting.map(({ id }, index) => [id, (first ?? 1) + index]));
    const told = registrations.map((registration) => ({
      registration,
      position: positions.get(registration.id) ?? null,
    }));
    await this.notices.enrolled(tx, told);
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
