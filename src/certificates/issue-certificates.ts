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
import { NotFound, Refusal } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { CertificateNotices } from './certificate-notices.js';
import { CertificateNumbers } from './certificate-numbers.js';
import { CertificateSource, contentFor, percentageOf, type CertifiableBatch } from './certificate-source.js';
import { Certificate, type CertificateStatus } from './certificate.entity.js';
import { certificateNumber, reasonToSkip, type SkipCode } from './certificate.rules.js';

export interface IssueOutcome {
  /** How many were issued now. */
  readonly issued: number;
  readonly skipped: readonly { readonly registrationId: string; readonly code: SkipCode }[];
}

export interface CertificatePreview {
  readonly registrationId: string;
  readonly name: string;
  /** 0 to 100, not rounded. */
  readonly percentage: number;
  /** Null for who would get one. */
  readonly skip: SkipCode | null;
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
      const standing = await this.standing(tx, batch);
      const skipped: { registrationId: string; code: SkipCode }[] = [];
      for (const registration of source.registrations) {
        const code = this.reasonToSkip(source, registration, standing);
        if (code === null) await this.issue(tx, actor, { source, registration, numbers });
        else skipped.push({ registrationId: registration.id, code });
      }
      return { issued: source.registrations.length - skipped.length, skipped };
    });
  }

  /** Who would get a certificate now and who would not, and why. The same refusals. */
  async preview(actor: Actor, batchId: string): Promise<CertificatePreview[]> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const batch = await certifiable(reader, actor, batchId);
    const source = await this.source.ofBatch(reader, batch);
    const standing = await this.standing(reader, batch);
    return source.registrations.map((registration) => ({
      registrationId: registration.id,
      name: registration.name,
      percentage: percentageOf(source, registration),
      skip: this.reasonToSkip(source, registration, standing),
    }));
  }

  private reasonToSkip(
    source: CertifiableBatch,
    registration: Registration,
    standing: ReadonlyMap<string, CertificateStatus>,
  ): SkipCode | null {
    const candidate = {
      percentage: percentageOf(source, registration),
      sessionsHeld: source.attendance.counting.length,
      standing: standing.get(registration.id) ?? null,
    };
    return reasonToSkip(candidate, source.program.minimumAttendance);
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

  /** The state of the latest certificate of each registration in the batch. */
  private async standing(tx: EntityManager, batch: Batch): Promise<Map<string, CertificateStatus>> {
    const certificates = await tx
      .createQueryBuilder(Certificate, 'certificate')
      .innerJoin(Registration, 'registration', 'registration.id = certificate.registrationId')
      .where('registration.batchId = :batchId', { batchId: batch.id })
      .orderBy('certificate.version', 'ASC')
      .getMany();
    return new Map(certificates.map(({ registrationId, status }) => [registrationId, status]));
  }
}

async function certifiable(tx: EntityManager, actor: Actor, batchId: string): Promise<Batch> {
  const batch = await tx.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
  if (batch === null) throw new NotFound('batch_not_found');
  if (batch.status === 'draft' || batch.status === 'cancelled') throw new Refusal('batch_not_certifiable');
  return batch;
}
