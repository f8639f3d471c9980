import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox } from '../mail/outbox.js';
import type { Registration } from '../registrations/registration.entity.js';
import type { Certificate } from './certificate.entity.js';

/** Mails the bearer of a new certificate, if there is an address. */
@Injectable()
export class CertificateNotices {
  constructor(private readonly outbox: Outbox) {}

  async issued(
    tx: EntityManager,
    { id, officeId }: Pick<Certificate, 'id' | 'officeId'>,
    registration: Registration,
  ): Promise<void> {
    if (registration.email === null) return;
    await this.outbox.enqueue(tx, {
      officeId,
      dedupeKey: `certificate.issued:${id}`,
      to: { name: registration.name, address: registration.email },
      template: 'certificate-issued',
      locale: registration.locale,
      subjectId: id,
      batchId: registration.batchId,
      attachments: [{ source: 'certificate-pdf', id }],
    });
  }
}
