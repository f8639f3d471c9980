import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IssueCertificates } from '../../certificates/issue-certificates.js';
import { SendCertificateAgain } from '../../certificates/send-certificate-again.js';
import { wishKey } from '../../certificates/wish-key.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, statusOf, typedOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { StandingView } from './standing.view.js';

const perPage = 100;

/** The certificates of a batch: who has one, who qualifies, who does not and why; issuing, and mailing again. */
@ApiExcludeController()
@Controller('console/angkatan/:id/sertifikat')
export class CertificatesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly issueCertificates: IssueCertificates,
    private readonly sendCertificateAgain: SendCertificateAgain,
    private readonly view: StandingView,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  @Post()
  async issue(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const issued = await attempt(() => this.issueCertificates.run(visit.actor, id));
    if ('problem' in issued) await this.show(visit, id, issued.problem);
    else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?done=issuing.issued`, 303);
  }

  /** A form that was sent twice sends one mail. */
  @Post(':certificateId/kirim-ulang')
  async sendAgain(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('certificateId', IdParam) certificateId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const { key } = typedOf(sent);
    const again = await attempt(() => this.sendCertificateAgain.run(visit.actor, certificateId, wishKey(key)));
    if ('problem' in again) await this.show(visit, id, again.problem);
    else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?keadaan=issued&done=issuing.sent_again`, 303);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const view = {
      ...(await this.view.of(visit, batch, perPage)),
      failure: this.pages.failure(visit, problem),
      signatoryHref: batchHref(id, '/penanda-tangan'),
      previewHref: batchHref(id, '/sertifikat/pratinjau'),
    };
    await this.frame.show(visit, batch, 'certificates', { tab: 'certificates', status: statusOf(problem), view });
  }
}
