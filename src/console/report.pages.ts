import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { IdParam } from '../http/id-param.js';
import { formatInstant } from '../kernel/date-texts.js';
import { NotFound, type Problem } from '../kernel/problems.js';
import type { BatchView } from '../programs/batch.views.js';
import { PartnerLinkQueries, type ContactLinkView } from '../reports/partner-link.queries.js';
import { reportForms, sendReportFile } from '../reports/report-download.js';
import { reportPage } from '../reports/report-figures.js';
import { ReportQueries, type SentReportView } from '../reports/report.queries.js';
import { SendReport } from '../reports/send-report.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, listIn, statusOf, typedOf } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { Visitor, type Visit } from './visit.js';

const reportsShown = 200;

/** The attendance report as its partners will see it: figures, files, sending, and what was sent before. */
@ApiExcludeController()
@Controller('console/angkatan/:id/laporan')
export class ReportPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly reports: ReportQueries,
    private readonly sendReport: SendReport,
    private readonly links: PartnerLinkQueries,
  ) {}

  @Get()
  async report(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  /** To the contacts of the partners that were ticked. */
  @Post()
  async send(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const partners = listIn(typedOf(sent).partnerIds).filter((one) => isUUID(one));
    const done = await attempt(() => this.sendReport.onDemand(visit.actor, id, partners));
    if ('problem' in done) await this.show(visit, id, done.problem);
    else await visit.reply.redirect(`${batchHref(id, '/laporan')}?done=report_sent`, 303);
  }

  @Get(':form')
  async file(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Param('form') word: string): Promise<void> {
    const form = reportForms.find((one) => one === word);
    if (form === undefined) throw new NotFound('not_found');
    await sendReportFile(visit.reply, await this.reports.now(visit.actor, id, visit.locale), form);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const report = await this.reports.now(visit.actor, id, visit.locale);
    const sent = await this.reports.sent(visit.actor, id, { limit: reportsShown });
    const view = {
      failure: this.pages.failure(visit, problem),
      surveyHref: batchHref(id, '/survei'),
      asOf: this.pages.text(visit, 'report_as_of', { at: report.asOf }),
      report: reportPage(report, (key, params) => this.pages.text(visit, `partner:${key}`, params)),
      files: reportForms.map((form) => ({ href: batchHref(id, `/laporan/${form}`), text: form.toUpperCase() })),
      partners: await this.partners(visit, batch),
      sendAction: batch.status === 'draft' ? null : batchHref(id, '/laporan'),
      sent: sent.items.map((one) => this.sentLine(visit, batch, one)).reverse(),
    };
    await this.frame.show(visit, batch, 'report', { tab: 'report', status: statusOf(problem), view });
  }

  private async partners(visit: Visit, { program }: BatchView) {
    const own = await this.links.ofProgram(visit.actor, program.id);
    return own.map(({ id, name, contacts }) => ({
      id,
      name,
      contacts: contacts
        .map((contact) => `${contact.name} <${contact.email}>${this.choice(visit, contact)}`)
        .join(', '),
    }));
  }

  /** What a contact chose, where it is not what most leave alone. */
  private choice(visit: Visit, { frequency }: ContactLinkView): string {
    return frequency === 'daily' ? '' : ` (${this.pages.text(visit, `partner:opted_out_${frequency}`)})`;
  }

  private sentLine(
    visit: Visit,
    { timeZone }: BatchView,
    { version, correction, cause, asOf, deliveries }: SentReportView,
  ) {
    const at = formatInstant(new Date(asOf), { locale: visit.locale, zone: timeZone });
    return {
      title: this.pages.text(visit, correction === 0 ? 'report_version' : 'report_correction', { version, correction }),
      cause: this.pages.text(visit, `cause_${cause}`),
      at,
      deliveries: deliveries.map(({ recipient, status }) => ({
        recipient,
        state: this.pages.text(visit, `mail_${status}`),
      })),
    };
  }
}
