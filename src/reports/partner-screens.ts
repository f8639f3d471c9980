import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { reportTexts } from '../documents/report-texts.js';
import { formField } from '../http/form-fields.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { formatDay } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import type { Problem, ProblemParams } from '../kernel/problems.js';
import { romanNumeral } from '../kernel/numbers.js';
import { defaultZone } from '../programs/create-batch.js';
import { Partner } from '../programs/partner.entity.js';
import { reportFrequencies } from './partner-link.rules.js';
import type { PartnerAccess } from './partner-links.js';
import type { PartnerBatch } from './partner-reports.js';
import type { PartnerVisit } from './partner-visit.js';
import { reportForms } from './report-download.js';
import { reportPage } from './report-figures.js';

/** Puts the partner's pages into words. */
@Injectable()
export class PartnerScreens {
  constructor(
    private readonly database: Database,
    private readonly pages: Pages,
    private readonly messages: Messages,
  ) {}

  async overview(visit: PartnerVisit, access: PartnerAccess, batches: readonly PartnerBatch[]): Promise<void> {
    const { name } = await this.database.reader.findOneByOrFail(Partner, { id: access.contact.partnerId });
    const path = `/mitra/${visit.token}`;
    await this.pages.send(visit.reply, 'partner', visit.locale, {
      path,
      title: this.text(visit, 'title'),
      description: null,
      partner: name,
      batches: batches.map(({ batch, program }) => ({
        href: `${path}/${batch.id}`,
        title: program.title,
        note: [
          reportTexts[visit.locale].kinds[program.kind],
          this.messages.text(visit.locale, 'reports:batch', { number: romanNumeral(batch.number) }),
          `${batch.venueName}, ${program.fiscalYear}`,
        ].join(' · '),
      })),
      ...this.subscription(visit, access, null),
    });
  }

  async report(
    visit: PartnerVisit,
    access: PartnerAccess,
    { id, report }: { id: string; report: AttendanceReportView },
  ): Promise<void> {
    const path = `/mitra/${visit.token}/${id}`;
    await this.pages.send(visit.reply, 'partner-report', visit.locale, {
      path,
      title: report.program.title,
      description: null,
      allHref: `/mitra/${visit.token}`,
      files: reportForms.map((form) => ({ id: `file-${form}`, href: `${path}/${form}`, text: form.toUpperCase() })),
      report: reportPage(report, (key, params) => this.text(visit, key, params)),
      ...this.subscription(visit, access, id),
    });
  }

  async stopping(visit: PartnerVisit): Promise<void> {
    const title = this.text(visit, 'stop');
    const path = `/mitra/${visit.token}/berhenti`;
    const allHref = `/mitra/${visit.token}`;
    await this.pages.send(visit.reply, 'partner-stop', visit.locale, { path, title, description: null, allHref });
  }

  async over(visit: PartnerVisit, { code }: Problem): Promise<void> {
    const view = {
      path: `/mitra/${visit.token}`,
      title: this.text(visit, 'over_title'),
      description: null,
      detail: this.messages.error(visit.locale, code),
    };
    await this.pages.send(visit.reply, 'partner-over', visit.locale, view, 404);
  }

  private subscription(visit: PartnerVisit, { contact, link }: PartnerAccess, batch: string | null) {
    const choices = reportFrequencies.map((word): [string, string] => [word, this.text(visit, `frequency_${word}`)]);
    const label = this.text(visit, 'frequency', { email: contact.email });
    const day = formatDay(dayIn(defaultZone, link.expiresAt), visit.locale);
    return {
      saved: visit.saved,
      batch,
      frequency: formField({ name: 'frequency', label, choices, required: true }, link.frequency, null),
      frequencyAction: `/mitra/${visit.token}/langganan`,
      validity: this.text(visit, 'validity', { day }),
    };
  }

  private text({ locale }: Pick<PartnerVisit, 'locale'>, key: string, params: ProblemParams = {}): string {
    return this.messages.text(locale, `partner:${key}`, params);
  }
}
