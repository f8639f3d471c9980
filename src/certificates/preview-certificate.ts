import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { inZone } from '../kernel/dates.js';
import { romanNumeral } from '../kernel/numbers.js';
import { NotFound } from '../kernel/problems.js';
import { regions } from '../kernel/regions.js';
import { Batch } from '../programs/batch.entity.js';
import { CertificateDocuments, type CertificateFile } from './certificate-documents.js';
import {
  CertificateSource,
  commonContent,
  contentFor,
  skipCodeOf,
  type Attendee,
  type CertifiableBatch,
} from './certificate-source.js';
import type { CertificateContent } from './certificate.content.js';
import { certificateNumber } from './certificate.rules.js';

const open = '…';

/** A batch's certificate before it is issued: it takes no number, is kept nowhere, and says across itself that it is none. */
@Injectable()
export class PreviewCertificate {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly source: CertificateSource,
    private readonly documents: CertificateDocuments,
  ) {}

  /**
   * For the registration that is named, else for the first who qualifies, else for an invented name. Of drafts too. Throws
   * `NotFound` for an unknown batch and for a registration that is not confirmed in it.
   */
  async run(actor: Actor, batchId: string, registrationId?: string): Promise<CertificateFile> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const batch = await reader.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    const source = await this.source.ofBatch(reader, batch);
    const now = this.clock.now();
    const holder = holderOf(source, registrationId);
    const content =
      holder === undefined
        ? { ...commonContent(source, now), recipient: sampleOf(source) }
        : contentFor(source, holder, now);
    return this.documents.preview(batch.officeId, { number: numberOf(source, now), content, issuedAt: now });
  }
}

function holderOf(source: CertifiableBatch, id: string | undefined): Attendee | undefined {
  if (id === undefined) {
    const { registrations } = source;
    return registrations.find((one) => skipCodeOf(source, one, null) === null) ?? registrations[0];
  }
  const named = source.registrations.find((one) => one.id === id);
  if (named === undefined) throw new NotFound('registration_not_found');
  return named;
}

function sampleOf({ batch }: CertifiableBatch): CertificateContent['recipient'] {
  const regency = regions.regency(batch.venueRegencyCode)?.name ?? null;
  return { name: 'Nama Peserta', enterprise: 'Nama Usaha atau Koperasi', regency };
}

function numberOf({ batch, office, program }: CertifiableBatch, now: Date): string {
  const { year, month } = inZone(batch.timeZone, now);
  const pattern = office.certificateNumberPattern.replaceAll('{seq}', open);
  return certificateNumber(pattern, { sequence: 0, kind: program.kind, romanMonth: romanNumeral(month), year });
}
