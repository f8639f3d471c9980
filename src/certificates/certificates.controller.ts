import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { PageQuery } from '../http/paging.js';
import { Public } from '../http/public.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { CertificateDocuments } from './certificate-documents.js';
import { ReplacementBody, RevocationBody } from './certificate.dto.js';
import { CertificateQueries } from './certificate.queries.js';
import { certificateJson, verificationJson, type CertificateView, type VerificationView } from './certificate.views.js';
import { ChangeCertificate } from './change-certificate.js';
import { SendCertificateAgain } from './send-certificate-again.js';
import { wishKey } from './wish-key.js';
import { IssueCertificates, type IssueOutcome } from './issue-certificates.js';

@ApiTags('certificates')
@Controller('api/v1')
export class CertificatesController {
  constructor(
    private readonly issueCertificates: IssueCertificates,
    private readonly changeCertificate: ChangeCertificate,
    private readonly sendCertificateAgain: SendCertificateAgain,
    private readonly queries: CertificateQueries,
    private readonly documents: CertificateDocuments,
  ) {}

  /** Issues to all who qualify and have none; doing it again issues nothing twice. */
  @ApiBearerAuth()
  @Post('batches/:id/certificates')
  @HttpCode(200)
  issue(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<IssueOutcome> {
    return this.issueCertificates.run(actor, id);
  }

  @ApiBearerAuth()
  @Get('batches/:id/certificates')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<CertificateView>> {
    return this.queries.ofBatch(actor, id, page);
  }

  @ApiBearerAuth()
  @Post('certificates/:id/revocation')
  @HttpCode(200)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() { reason }: RevocationBody,
  ): Promise<CertificateView> {
    return certificateJson(await this.changeCertificate.revoke(actor, id, reason));
  }

  /** A corrected name gives a new version under the same number. */
  @ApiBearerAuth()
  @Post('certificates/:id/replacement')
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() { name }: ReplacementBody,
  ): Promise<CertificateView> {
    return certificateJson(await this.changeCertificate.replace(actor, id, name));
  }

  /** Mails it to its holder once more. The same `Idempotency-Key` sends nothing twice. */
  @ApiBearerAuth()
  @Post('certificates/:id/deliveries')
  @HttpCode(202)
  async sendAgain(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Headers('idempotency-key') key?: string,
  ): Promise<CertificateView> {
    return certificateJson(await this.sendCertificateAgain.run(actor, id, wishKey(key)));
  }

  @Public()
  @Get('public/certificates/:token.pdf')
  async pdf(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { filename, content } = await this.documents.pdf(await this.queries.byToken(token));
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }

  @Public()
  @Get('public/certificates/:token')
  @Header('cache-control', 'no-store')
  async verify(@Param('token') token: string): Promise<VerificationView> {
    return verificationJson(await this.queries.byToken(token));
  }
}
