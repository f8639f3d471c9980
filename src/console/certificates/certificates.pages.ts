import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CertificateQueries } from '../../certificates/certificate.queries.js';
import type { CertificateView } from '../../certificates/certificate.views.js';
import { IssueCertificates, type CertificatePreview } from '../../certificates/issue-certificates.js';
import { IdParam } from '../../http/id-param.js';
import { formatNumber } from '../../kernel/numbers.js';
import type { Problem } from '../../kernel/problems.js';
import type { BatchView } from '../../programs/batch.views.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, statusOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { pageIn, Visitor, type Visit } from '../visit.js';

const perPage = 100;

/** The certificates of a batch: who qualifies and who does not, and issuing them. */
@ApiExcludeController()
@Controller('console/angkatan/:id/sertifikat')
export class CertificatesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly issueCertificates: IssueCertificates,
    private readonly certificates: CertificateQueries,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  @Post()
  async issue(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const issued = await attempt(() => this.issueCertificates.run(visit.actor, id));
    if ('problem' in issued) await this.show(visit, id, issued.problem);
    else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?done=certificates_issued`, 303);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const running = batch.status === 'published' || batch.status === 'completed';
    const preview = running ? await this.issueCertificates.preview(visit.actor, id) : [];
    const { items, next } = await this.certificates.ofBatch(visit.actor, id, pageIn(visit, perPage));
    const ready = preview.filter(({ skip }) => skip === null);
    const view = {
      failure: this.pages.failure(visit, problem),
      signatoryHref: batchHref(id, '/penanda-tangan'),
      issueAction: ready.length === 0 ? null : batchHref(id, '/sertifikat'),
      ready: this.pages.text(visit, ready.length === 0 ? 'certificates_ready_none' : 'certificates_ready', {
        count: ready.length,
      }),
      qualifying: ready.map(({ name, percentage }) => ({ name, share: this.share(visit, percentage) })),
      skipped: this.skipped(visit, preview),
      issued: items.map((certificate) => this.line(visit, batch, certificate)),
      next: next === null ? null : `${batchHref(id, '/sertifikat')}?after=${next}`,
    };
    await this.frame.show(visit, batch, 'certificates', {
      tab: 'certificates',
      status: statusOf(problem),
      view,
    });
  }

  /** Those with a certificate stand in its own list. */
  private skipped(visit: Visit, preview: readonly CertificatePreview[]) {
    return preview.flatMap(({ name, percentage, skip }) =>
      skip === null || skip === 'already_issued'
        ? []
        : [{ name, share: this.share(visit, percentage), why: this.pages.text(visit, `skip_${skip}`) }],
    );
  }

  private share(visit: Visit, percentage: number): string {
    return this.pages.text(visit, 'share', { percent: formatNumber(Math.round(percentage * 10) / 10, visit.locale) });
  }

  private line(
    visit: Visit,
    batch: BatchView,
    { id, number, recipientName, status, version, revocationReason }: CertificateView,
  ) {
    const valid = status === 'issued';
    return {
      number,
      name: recipientName,
      state: this.pages.text(visit, `certificate_${status}`, { version }),
      badge: valid ? '' : 'badge-bad',
      reason: revocationReason,
      pdfHref: valid ? `/console/sertifikat/${id}/pdf` : null,
      revokeHref: valid ? batchHref(batch.id, `/sertifikat/${id}/cabut`) : null,
    };
  }
}
