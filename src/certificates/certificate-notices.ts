import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox, type OutgoingEmail } from '../mail/outbox.js';
import type { Registration } from '../registrations/registration.entity.js';
import type { Certificate } from './certificate.entity.js';

type Mailed = Pick<Certificate, 'id' | 'officeId'>;
type Bearer = Pick<Registration, 'name' | 'email' | 'locale' | 'batchId'>;

export interface Award {
  readonly certificate: Mailed;
  readonly registration: Bearer;
}

/** Mails the bearers of new certificates, where there is an address. */
@Injectable()
export class CertificateNotices {
  constructor(private readonly outbox: Outbox) {}

  async issued(tx: EntityManager, awards: readonly Award[]): Promise<void> {
    const emails = awards.flatMap((award) => email(award, `certificate.issued:${award.certificate.id}`));
    await this.outbox.enqueueAll(tx, emails);
  }

  /** Null when this wish was fulfilled before, or there is no address. */
  async again(tx: EntityManager, award: Award, key: string): Promise<string | null> {
    const [id = null] = await this.outbox.enqueueAll(tx, email(award, this.keyOfAgain(award.certificate.id, key)));
    return id;
  }

  keyOfAgain(id: string, key: string): string {
    return `certificate.again:${id}:${key}`;
  }
}

function email({ certificate: { id, officeId }, registration }: Award, dedupeKey: string): OutgoingEmail[] {
  if (registration.email === null) return [];
  return [
    {
      officeId,
      dedupeKey,
      to: { name: registration.name, address: registration.email },
      template: 'certificate-issued',
      locale: registration.locale,
      subjectId: id,
      batchId: registration.batchId,
      attachments: [{ source: 'certificate-pdf', id }],
    },
  ];
}
