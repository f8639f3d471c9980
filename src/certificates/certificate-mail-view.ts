import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Messages } from '../http/messages.js';
import { Office } from '../identity/office.entity.js';
import { formatDayRange } from '../kernel/date-texts.js';
import { romanNumeral } from '../kernel/numbers.js';
import { EmailViews, type EmailFact, type EmailView } from '../mail/email-views.js';
import { CertificateDocuments } from './certificate-documents.js';
import { Certificate } from './certificate.entity.js';

/** What the mail with a new certificate says. */
@Injectable()
export class CertificateMailView implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly messages: Messages,
    private readonly views: EmailViews,
    private readonly documents: CertificateDocuments,
  ) {}

  onModuleInit(): void {
    this.views.register('certificate-issued', (fact) => this.make(fact));
  }

  private async make({ subjectId, locale, recipientName }: EmailFact): Promise<EmailView> {
    const { reader } = this.database;
    const certificate = await reader.findOneByOrFail(Certificate, { id: subjectId });
    if (certificate.status !== 'issued') return { skip: `the certificate is ${certificate.status}` };
    const office = await reader.findOneByOrFail(Office, { id: certificate.officeId });
    const { program, batch, lessonHours } = certificate.content;
    return {
      view: {
        office: plainOffice(office),
        recipient: { name: recipientName },
        program: {
          title: program.title,
          kind: this.messages.text(locale, `certificates:kind_${program.kind}`),
          theme: program.theme,
        },
        batch: {
          label: this.messages.text(locale, 'certificates:batch', { number: romanNumeral(batch.number) }),
          dates: formatDayRange(batch.firstDay, batch.lastDay, locale),
          venueName: batch.venueName,
          venueRegency: batch.venueRegency,
        },
        certificate: { number: certificate.number, lessonHours },
        links: {
          certificate: this.documents.verificationUrl(certificate),
          download: this.documents.downloadUrl(certificate),
        },
      },
    };
  }
}

function plainOffice({ name, parentName, address, phone, email }: Office) {
  return { name, parentName, address, phone, email };
}
