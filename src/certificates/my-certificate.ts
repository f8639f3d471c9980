import { Injectable } from '@nestjs/common';
import { AttachmentSources, type Attachment } from '../mail/attachment-sources.js';
import { RegistrationLinks } from '../registrations/registration-links.js';
import { CertificateQueries } from './certificate.queries.js';

export interface MyCertificateView {
  readonly number: string;
  readonly href: string;
  readonly pdf: string;
}

/** What a registrant may download by the manage link. */
@Injectable()
export class MyCertificate {
  constructor(
    private readonly links: RegistrationLinks,
    private readonly queries: CertificateQueries,
    private readonly attachments: AttachmentSources,
  ) {}

  /** Null until a certificate was issued. Throws `NotFound` for a link that opens nothing. */
  async of(token: string): Promise<MyCertificateView | null> {
    const { id } = await this.links.registrationOf(token);
    const certificate = await this.queries.ofRegistration(id);
    if (certificate === null) return null;
    const secret = this.queries.tokenOf(certificate);
    return {
      number: certificate.number,
      href: `/sertifikat/${secret}`,
      pdf: `/api/v1/public/certificates/${secret}.pdf`,
    };
  }

  async calendar(token: string): Promise<Attachment> {
    const { id } = await this.links.registrationOf(token);
    return this.attachments.make('calendar', id);
  }
}
