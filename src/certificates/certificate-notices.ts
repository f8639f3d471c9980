import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox } from '../mail/outbox.js';
import type { Registration } from '../registrations/registration.entity.js';
import type { Certificate } from './certificate.entity.js';

type Mailed = Pick<Certificate, 'id' | 'officeId'>;

/** Mails the bearer of a new certificate, if there is an address. */
@Injectable()
export class CertificateNotices {
  constructor(private readonly outbox: Outbox) {}

  async issued(tx: EntityManager, certificate: Mailed, registration: Registration): Promise<void> {
    await this.enqueue(tx, certificate, { registration, dedupeKey: `certificate.issued:${certificate.id}` });
  }

  /** Null when this wish was fulfilled before, or there is no address. */
  again(tx: EntityManager, certificate: Mailed, registration: Registration, key: string): Promise<string | null> {
    return this.enqueue(tx, certificate, { registration, dedupeKey: this.keyOfAgain(certificate.id, key) });
  }

  keyOfAgain(id: string, key: string): string {
    return `certificate.again:${id}:${key}`;
  }

  private async enqueue(
    tx: EntityManager,
    { id, officeId }: Mailed,
    { registration, dedupeKey }: { registration: Registration; dedupeKey: string },
  ): Promise<string | null> {
    if (registration.email === null) return null;
    return this.outbox.enqueue(tx, {
      officeId,
      dedupeKey,
      to: { name: registration.name, address: registration.email },
      template: 'certificate-issued',
      locale: registration.locale,
      subjectId: id,
      batchId: registration.batchId,
      attachments: [{ source: 'certificate-pdf', id }],
    });
  }
}
