import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import { formatDay, formatDayRange } from '../kernel/date-texts.js';
import { formatNip } from '../kernel/nip.js';
import type { Locale } from '../kernel/locale.js';
import { romanNumeral } from '../kernel/numbers.js';
import { CertificateQueries } from './certificate.queries.js';
import { verificationJson, type VerificationView } from './certificate.views.js';

const classes = { valid: '', replaced: 'flash-note', revoked: 'flash-error' } as const;

/** Where the QR of a certificate leads: every printed field, and its state. */
@Public()
@ApiExcludeController()
@Controller('sertifikat')
export class VerificationPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly queries: CertificateQueries,
  ) {}

  @Get()
  async about(@ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const paragraphs = [this.text(locale, 'about_certificates'), this.text(locale, 'about_certificates_2')];
    const title = this.text(locale, 'verify_title');
    await this.pages.send(reply, 'text', locale, { path: '/sertifikat', title, description: null, paragraphs });
  }

  @Get(':token')
  async verify(
    @Param('token') token: string,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const certificate = verificationJson(await this.queries.byToken(token));
    const { state } = certificate;
    await this.pages.send(reply, 'certificate', locale, {
      path: `/sertifikat/${token}`,
      title: this.text(locale, 'verify_title'),
      description: null,
      state: this.text(locale, `v_${state}`),
      stateClass: classes[state],
      explanation: this.explanation(locale, certificate),
      lines: this.lines(locale, certificate),
      sessions: certificate.sessions.map(({ title, day, lessonHours }) => ({
        title,
        lessonHours,
        date: formatDay(day, locale),
      })),
      pdf: state === 'valid' ? `/api/v1/public/certificates/${token}.pdf` : null,
    });
  }

  private explanation(locale: Locale, { state, revocation }: VerificationView): string | null {
    if (revocation !== null) return this.text(locale, 'reason', { reason: revocation.reason });
    return state === 'replaced' ? this.text(locale, 'v_replaced_why') : null;
  }

  private lines(locale: Locale, view: VerificationView): { label: string; value: string }[] {
    const { recipient, program, batch, office, signatory } = view;
    const lines: [string, string | null][] = [
      ['l_number', view.number],
      ['l_version', view.version > 1 ? String(view.version) : null],
      ['l_name', recipient.name],
      ['l_enterprise', recipient.enterprise],
      ['l_region', recipient.regency],
      ['l_kind', this.messages.text(locale, `certificates:kind_${program.kind}`)],
      ['l_program', program.title],
      ['l_theme', program.theme],
      ['l_batch', this.messages.text(locale, 'certificates:batch', { number: romanNumeral(batch.number) })],
      ['l_partners', view.partners.join(', ')],
      ['l_dates', formatDayRange(batch.firstDay, batch.lastDay, locale)],
      ['l_place', `${batch.venueName}, ${batch.venueRegency}`],
      ['l_hours', view.lessonHours === 0 ? null : `${view.lessonHours} JP`],
      ['l_parent', office.parentName],
      ['l_office', office.name],
      ['l_address', office.address],
      ['l_signed', `${office.city}, ${formatDay(view.issuedOn, locale)}`],
      ['l_signatory', `${signatory.title}, ${signatory.name}`],
      ['l_grade', signatory.grade ?? null],
      ['l_nip', signatory.nip === null ? null : formatNip(signatory.nip)],
    ];
    return lines.flatMap(([key, value]) =>
      value === null || value === '' ? [] : [{ label: this.text(locale, key), value }],
    );
  }

  private text(locale: Locale, key: string, params: Record<string, string> = {}): string {
    return this.messages.text(locale, `pages:${key}`, params);
  }
}
