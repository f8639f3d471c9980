import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { pageOf, type Page, type PageQuery } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { Certificate } from './certificate.entity.js';
import { certificateJson, type CertificateView } from './certificate.views.js';

@Injectable()
export class CertificateQueries {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** The certificate that a public link names, in whatever state. Throws `NotFound` for any other text. */
  async byToken(token: string): Promise<Certificate> {
    const read = this.keyring.readToken(token);
    const certificate = read === null ? null : await this.database.reader.findOneBy(Certificate, { id: read.id });
    if (certificate === null || !this.keyring.verifyToken('certificate', token, certificate.tokenVersion)) {
      throw new NotFound('certificate_not_found');
    }
    return certificate;
  }

  /** The valid certificate of a registration, if there is one. */
  ofRegistration(registrationId: string): Promise<Certificate | null> {
    return this.database.reader.findOneBy(Certificate, { registrationId, status: 'issued' });
  }

  /** Throws `NotFound` for another office's certificate as for none. */
  async one(actor: Actor, id: string): Promise<Certificate> {
    requireRole(actor, 'organizer');
    const certificate = await this.database.reader.findOneBy(Certificate, { id, officeId: actor.officeId });
    if (certificate === null) throw new NotFound('certificate_not_found');
    return certificate;
  }

  tokenOf(certificate: Certificate): string {
    return this.keyring.token('certificate', certificate.id, certificate.tokenVersion);
  }

  /** All certificates of a batch, every version, oldest first. */
  async ofBatch(actor: Actor, batchId: string, page: PageQuery): Promise<Page<CertificateView>> {
    requireRole(actor, 'organizer');
    const batch = await this.database.reader.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    const query = this.database.reader
      .createQueryBuilder(Certificate, 'certificate')
      .innerJoin(Registration, 'registration', 'registration.id = certificate.registrationId')
      .where('registration.batchId = :batchId', { batchId })
      .orderBy('certificate.id', 'ASC')
      .take(page.limit + 1);
    if (page.after !== undefined) query.andWhere('certificate.id > :after', { after: page.after });
    return pageOf(await query.getMany(), page.limit, certificateJson);
  }
}
