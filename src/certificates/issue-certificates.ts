import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { inZone } from '../kernel/dates.js';
import { newId } from '../kernel/ids.js';
import { romanNumeral } from '../kernel/numbers.js';
import type { Registration } from '../registrations/registration.entity.js';
import { CertificateNotices } from './certificate-notices.js';
import { CertificateNumbers } from './certificate-numbers.js';
import { certifiable } from './certifiable.js';
import { CertificateSource, contentFor, skipCodeOf, type CertifiableBatch } from './certificate-source.js';
import { Certificate } from './certificate.entity.js';
import { certificateNumber, type SkipCode } from './certificate.rules.js';
import { latestCertificates } from './latest-certificates.js';

export interface IssueOutcome {
  /** How many were issued now. */
  readonly issued: number;
  readonly skipped: readonly { readonly registrationId: string; readonly code: SkipCode }[];
}

/** Issues certificates to all of a batch who qualify and have none; numbers follow the order of registering. */
@Injectable()
export class IssueCertificates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly source: CertificateSource,
    private readonly notices: CertificateNotices,
  ) {}

  /** Throws `NotFound` for an unknown batch and `Refusal` for one that was never published or was cancelled. */
  run(actor: Actor, batchId: string): Promise<IssueOutcome> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const batch = await certifiable(tx, actor, batchId);
      const numbers = await CertificateNumbers.take(tx, actor.officeId, inZone(batch.timeZone, this.clock.now()).year);
      const source = await this.source.ofBatch(tx, batch);
      const latest = await latestCertificates(tx, batchId);
      const skipped: { registrationId: string; code: SkipCode }[] = [];
      for (const registration of source.registrations) {
        const code = skipCodeOf(source, registration, latest.get(registration.id)?.status ?? null);
        if (code === null) await this.issue(tx, actor, { source, registration, numbers });
        else skipped.push({ registrationId: registration.id, code });
      }
      return { issued: source.registrations.length - skipped.length, skipped };
    });
  }

  private async issue(
    tx: EntityManager,
    actor: Actor,
    {
      source,
      registration,
      numbers,
    }: { source: CertifiableBatch; registration: Registration; numbers: CertificateNumbers },
  ): Promise<void> {
    const now = this.clock.now();
    const { year, month } = inZone(source.batch.timeZone, now);
    const sequence = await numbers.next();
    const { kind } = source.program;
    const romanMonth = romanNumeral(month);
    const certificate = {
      id: newId(),
      officeId: actor.officeId,
      registrationId: registration.id,
      year,
      sequence,
      number: certificateNumber(source.office.certificateNumberPattern, { sequence, kind, romanMonth, year }),
      version: 1,
      status: 'issued' as const,
      tokenVersion: 1,
      content: contentFor(source, registration, now),
      issuedAt: now,
      revokedAt: null,
      revocationReason: null,
    };
    await insertRow(tx, Certificate, certificate);
    await this.notices.issued(tx, certificate, registration);
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action: 'certificate.issued',
      subject: { type: 'certificate', id: certificate.id },
      after: { registrationId: registration.id, number: certificate.number },
    });
  }
}
