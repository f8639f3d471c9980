import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { renderCertificate } from '../documents/certificate-pdf.js';
import type { CertificateView } from '../documents/certificate.view.js';
import { Messages } from '../http/messages.js';
import { formatDay, formatDayRange } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { romanNumeral } from '../kernel/numbers.js';
import { Refusal } from '../kernel/problems.js';
import { logoForPaper } from '../identity/office-logos.js';
import { AttachmentSources, type Attachment } from '../mail/attachment-sources.js';
import { Certificate } from './certificate.entity.js';
import { CertificateQueries } from './certificate.queries.js';

export interface CertificateFile {
  readonly filename: string;
  readonly content: Buffer;
}

type PrintedCertificate = Pick<Certificate, 'number' | 'content' | 'issuedAt'> & { readonly verificationUrl: string };

/** The certificate as PDF: made anew from its frozen content whenever it is asked for, always the same bytes. */
@Injectable()
export class CertificateDocuments implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly messages: Messages,
    private readonly queries: CertificateQueries,
    private readonly attachments: AttachmentSources,
  ) {}

  onModuleInit(): void {
    this.attachments.register('certificate-pdf', (id) => this.attachment(id));
  }

  /** Throws `Refusal` for one that was replaced or revoked: it is not printed again. */
  async pdf(certificate: Certificate): Promise<CertificateFile> {
    if (certificate.status !== 'issued') throw new Refusal('certificate_not_valid');
    const { number, content: printed, issuedAt } = certificate;
    const verificationUrl = this.verificationUrl(certificate);
    const view = this.view({ number, content: printed, issuedAt, verificationUrl }, 'id');
    const content = await renderCertificate(await this.withLogo(certificate, view));
    return { filename: `sertifikat-${certificate.number.replaceAll(/[^A-Za-z0-9]+/g, '-')}.pdf`, content };
  }

  /** How one would look that is not issued: marked across each page, with a code that leads to no certificate. */
  async preview(officeId: string, printed: Omit<PrintedCertificate, 'verificationUrl'>): Promise<CertificateFile> {
    const verificationUrl = `${this.settings.publicUrl}/sertifikat/pratinjau`;
    const view = await this.withLogo({ officeId }, this.view({ ...printed, verificationUrl }, 'id'));
    const across = this.messages.text('id', 'issuing:preview_mark');
    return { filename: 'pratinjau-sertifikat.pdf', content: await renderCertificate({ ...view, across }) };
  }

  /** The public page on which anybody checks it. */
  verificationUrl(certificate: Certificate): string {
    return `${this.settings.publicUrl}/sertifikat/${this.queries.tokenOf(certificate)}`;
  }

  downloadUrl(certificate: Certificate): string {
    return `${this.settings.publicUrl}/api/v1/public/certificates/${this.queries.tokenOf(certificate)}.pdf`;
  }

  private async attachment(id: string): Promise<Attachment> {
    const certificate = await this.database.reader.findOneByOrFail(Certificate, { id });
    return { ...(await this.pdf(certificate)), contentType: 'application/pdf' };
  }

  private async withLogo({ officeId }: Pick<Certificate, 'officeId'>, view: CertificateView): Promise<CertificateView> {
    return { ...view, office: { ...view.office, ...(await logoForPaper(this.database.reader, officeId)) } };
  }

  private view(certificate: PrintedCertificate, locale: Locale): CertificateView {
    const { content } = certificate;
    const detail = [content.recipient.enterprise, content.recipient.regency].filter((part) => part !== null);
    const kind = this.messages.text(locale, `certificates:kind_${content.program.kind}`);
    return {
      locale,
      number: certificate.number,
      office: content.office,
      recipient: { name: content.recipient.name, detail: detail.length === 0 ? null : detail.join(' – ') },
      kind,
      title: content.program.title,
      batch: this.messages.text(locale, 'certificates:batch', { number: romanNumeral(content.batch.number) }),
      theme: content.program.theme,
      partners: this.joined(content.partners, locale),
      dates: formatDayRange(content.batch.firstDay, content.batch.lastDay, locale),
      place: `${content.batch.venueName}, ${content.batch.venueRegency}`,
      lessonHours: content.lessonHours,
      signedAt: `${content.office.city}, ${formatDay(content.issuedOn, locale)}`,
      signatory: content.signatory,
      verificationUrl: certificate.verificationUrl,
      sessions: content.sessions.map(({ title, day, lessonHours }) => ({
        title,
        date: formatDay(day, locale),
        lessonHours,
      })),
      issuedAt: certificate.issuedAt,
    };
  }

  private joined(names: readonly string[], locale: Locale): string | null {
    return names.length === 0 ? null : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  }
}
