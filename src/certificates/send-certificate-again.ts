import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { CertificateNotices } from './certificate-notices.js';
import { Certificate } from './certificate.entity.js';

/** Mails a certificate to its holder once more, to the address that the registration has now. */
@Injectable()
export class SendCertificateAgain {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly notices: CertificateNotices,
  ) {}

  /**
   * `key` names the wish: the same key again sends nothing twice. Throws `NotFound`, and `Refusal` for one that is not
   * valid any more, whose holder has no address, or whose mail is still waiting to be sent.
   */
  run(actor: Actor, id: string, key: string): Promise<Certificate> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const certificate = await tx.findOneBy(Certificate, { id, officeId: actor.officeId });
      if (certificate === null) throw new NotFound('certificate_not_found');
      if (await tx.existsBy(EmailMessage, { dedupeKey: this.notices.keyOfAgain(id, key) })) return certificate;
      if (certificate.status !== 'issued') throw new Refusal('certificate_not_valid');
      const waiting = { subjectId: id, template: 'certificate-issued', status: In(['pending', 'sending']) };
      if (await tx.existsBy(EmailMessage, waiting)) throw new Refusal('certificate_mail_waiting');
      const registration = await tx.findOneByOrFail(Registration, { id: certificate.registrationId });
      if (registration.email === null) throw new Refusal('certificate_without_email');
      const messageId = await this.notices.again(tx, { certificate, registration }, key);
      if (messageId !== null) {
        await this.audit.record(tx, {
          officeId: actor.officeId,
          actor,
          action: 'certificate.sent_again',
          subject: { type: 'certificate', id },
        });
      }
      return certificate;
    });
  }
}
