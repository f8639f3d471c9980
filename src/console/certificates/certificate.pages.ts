import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CertificateDocuments } from '../../certificates/certificate-documents.js';
import { ReplacementBody, RevocationBody } from '../../certificates/certificate.dto.js';
import { CertificateQueries } from '../../certificates/certificate.queries.js';
import { ChangeCertificate } from '../../certificates/change-certificate.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

interface Change {
  readonly id: string;
  readonly certificateId: string;
  readonly typed: Typed;
  readonly problem: Problem | null;
}

/** One certificate: its paper, its correction, and its end. */
@ApiExcludeController()
@Controller('console')
export class CertificatePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly changeCertificate: ChangeCertificate,
    private readonly certificates: CertificateQueries,
    private readonly documents: CertificateDocuments,
  ) {}

  @Get('sertifikat/:id/pdf')
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { filename, content } = await this.documents.pdf(await this.certificates.one(visit.actor, id));
    await visit.reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }

  @Get('angkatan/:id/sertifikat/:certificateId/perbaiki')
  async askToCorrect(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('certificateId', IdParam) certificateId: string,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const { content } = await this.certificates.one(visit.actor, certificateId);
    await this.showCorrection(visit, { id, certificateId, typed: { name: content.recipient.name }, problem: null });
  }

  @Post('angkatan/:id/sertifikat/:certificateId/perbaiki')
  async correct(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('certificateId', IdParam) certificateId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const typed = typedOf(sent);
    const replaced = await attempt(async () => {
      const { name } = await readBody(ReplacementBody, { name: typed.name });
      await this.changeCertificate.replace(visit.actor, certificateId, name);
    });
    if ('problem' in replaced) {
      await this.showCorrection(visit, { id, certificateId, typed, problem: replaced.problem });
    } else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?done=issuing.replaced`, 303);
  }

  @Get('angkatan/:id/sertifikat/:certificateId/cabut')
  async askToRevoke(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('certificateId', IdParam) certificateId: string,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    await this.showRevocation(visit, { id, certificateId, typed: {}, problem: null });
  }

  @Post('angkatan/:id/sertifikat/:certificateId/cabut')
  async revoke(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('certificateId', IdParam) certificateId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const typed = typedOf(sent);
    const revoked = await attempt(async () => {
      const { reason } = await readBody(RevocationBody, { reason: typed.reason });
      await this.changeCertificate.revoke(visit.actor, certificateId, reason);
    });
    if ('problem' in revoked) await this.showRevocation(visit, { id, certificateId, typed, problem: revoked.problem });
    else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?done=issuing.revoked`, 303);
  }

  private async showCorrection(visit: Visit, { id, certificateId, typed, problem }: Change): Promise<void> {
    const { number } = await this.certificates.one(visit.actor, certificateId);
    const text = (key: string) => this.pages.text(visit, `issuing:${key}`);
    const plans = [{ name: 'name', label: text('f_name'), hint: text('f_name_hint'), required: true }];
    const view = {
      section: 'programs' as const,
      path: batchHref(id, `/sertifikat/${certificateId}/perbaiki`),
      title: text('correct_title'),
      lead: this.pages.text(visit, 'issuing:correct_lead', { number }),
      backHref: batchHref(id, '/sertifikat'),
    };
    await this.pages.form(visit, view, { plans, typed, problem, submit: text('correct_yes') });
  }

  private async showRevocation(visit: Visit, { id, certificateId, typed, problem }: Change): Promise<void> {
    const { number, content } = await this.certificates.one(visit.actor, certificateId);
    const text = (key: string) => this.pages.text(visit, `issuing:${key}`);
    const plans = [{ name: 'reason', label: text('f_reason'), hint: text('f_reason_hint'), required: true }];
    const view = {
      section: 'programs' as const,
      path: batchHref(id, `/sertifikat/${certificateId}/cabut`),
      title: text('revoke_title'),
      lead: this.pages.text(visit, 'issuing:revoke_lead', { number, name: content.recipient.name }),
      backHref: batchHref(id, '/sertifikat'),
    };
    await this.pages.form(visit, view, { plans, typed, problem, submit: text('revoke_yes'), danger: true });
  }
}
