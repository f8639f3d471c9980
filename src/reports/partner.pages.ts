import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { IdParam } from '../http/id-param.js';
import { Public } from '../http/public.js';
import { NotFound } from '../kernel/problems.js';
import { ChooseFrequency } from './choose-frequency.js';
import { reportFrequencies } from './partner-link.rules.js';
import type { PartnerAccess } from './partner-links.js';
import { PartnerReports } from './partner-reports.js';
import { PartnerScreens } from './partner-screens.js';
import { PartnerVisitor, type PartnerVisit } from './partner-visit.js';
import { reportForms, sendReportFile } from './report-download.js';

/** What a partner's contact sees by the link in its mails: live reports, their files, and how often it is mailed. */
@Public()
@ApiExcludeController()
@Controller('mitra/:token')
export class PartnerPages {
  constructor(
    private readonly reports: PartnerReports,
    private readonly screens: PartnerScreens,
    private readonly chooseFrequency: ChooseFrequency,
  ) {}

  @Get()
  async all(@PartnerVisitor() visit: PartnerVisit): Promise<void> {
    await this.opened(visit, async (access) => {
      await this.screens.overview(visit, access, await this.reports.batches(access));
    });
  }

  /** Asks before it ends the mails: programs that check mail open its links by themselves. */
  @Get('berhenti')
  async ask(@PartnerVisitor() visit: PartnerVisit): Promise<void> {
    await this.opened(visit, () => this.screens.stopping(visit));
  }

  /** The button of that page, or one click in a mail program (RFC 8058), which follows no redirect. */
  @Post('berhenti')
  @HttpCode(200)
  async stop(@PartnerVisitor() visit: PartnerVisit): Promise<void> {
    await this.opened(visit, async () => {
      await this.chooseFrequency.run(visit.token, 'none');
      const access = await this.reports.open(visit.token, visit.address);
      await this.screens.overview({ ...visit, saved: true }, access, await this.reports.batches(access));
    });
  }

  /** What is not one of the choices changes nothing. */
  @Post('langganan')
  async choose(
    @PartnerVisitor() visit: PartnerVisit,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<void> {
    await this.opened(visit, async () => {
      const frequency = reportFrequencies.find((word) => word === sent?.frequency);
      if (frequency !== undefined) await this.chooseFrequency.run(visit.token, frequency);
      const batch = sent?.batch;
      const back = typeof batch === 'string' && isUUID(batch) ? `/${batch}` : '';
      const done = frequency === undefined ? '' : '?simpan=ya';
      await visit.reply.redirect(`/mitra/${visit.token}${back}${done}`, 303);
    });
  }

  @Get(':id')
  async report(@PartnerVisitor() visit: PartnerVisit, @Param('id', IdParam) id: string): Promise<void> {
    await this.opened(visit, async (access) => {
      const report = await this.reports.report(access, id, visit.locale);
      await this.screens.report(visit, access, { id, report });
    });
  }

  @Get(':id/:form')
  async file(
    @PartnerVisitor() visit: PartnerVisit,
    @Param('id', IdParam) id: string,
    @Param('form') word: string,
  ): Promise<void> {
    await this.opened(visit, async (access) => {
      const form = reportForms.find((one) => one === word);
      if (form === undefined) throw new NotFound('not_found');
      const report = await this.reports.file(access, id, visit.locale);
      await sendReportFile(visit.reply, report, form);
    });
  }

  /** A link that no longer opens is met with the way to a new one; no search engine keeps any of it. */
  private async opened(visit: PartnerVisit, show: (access: PartnerAccess) => Promise<void>): Promise<void> {
    void visit.reply.header('x-robots-tag', 'noindex, nofollow');
    try {
      await show(await this.reports.open(visit.token, visit.address));
    } catch (error) {
      if (!(error instanceof NotFound) || error.code !== 'partner_link_invalid') throw error;
      await this.screens.over(visit, error);
    }
  }
}
