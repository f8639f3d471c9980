import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Office } from '../identity/office.entity.js';
import type { Locale } from '../kernel/locale.js';
import { EmailViews, type EmailFact, type EmailView } from '../mail/email-views.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { AttendanceReport } from './attendance-report.entity.js';
import { PartnerLink } from './partner-link.entity.js';
import { PartnerLinks } from './partner-links.js';
import { frozenView } from './report-files.js';

/** What partners read in the mail that carries a report. */
@Injectable()
export class ReportMailView implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly views: EmailViews,
    private readonly links: PartnerLinks,
  ) {}

  onModuleInit(): void {
    this.views.register('attendance-report', (fact) => this.make(fact));
  }

  private async make({ subjectId, data, recipientName, locale }: EmailFact): Promise<EmailView> {
    const { reader } = this.database;
    const report = await reader.findOneByOrFail(AttendanceReport, { id: subjectId });
    const { name, parentName, address, phone, email } = await reader.findOneByOrFail(Office, { id: report.officeId });
    const contact = await reader.findOneByOrFail(PartnerContact, { id: String(data.contactId) });
    const partner = await reader.findOneByOrFail(Partner, { id: contact.partnerId });
    const link = await reader.findOneBy(PartnerLink, { contactId: contact.id });
    if (link?.frequency === 'none') return { skip: 'The contact chose not to be mailed.' };
    const view = frozenView(report);
    return {
      view: {
        office: { name, parentName, address, phone, email },
        recipient: { name: recipientName, organization: partner.name },
        report: view,
        partners: inOneText(view.partners, locale),
        links: { partner: link === null ? null : this.links.url(link, `/${report.batchId}`) },
        correction: view.correction === 0 ? null : view.correction,
        replacesDate: view.replaces,
      },
      unsubscribeUrl: link === null ? null : this.links.url(link, '/berhenti'),
    };
  }
}

/** "Dekranas dan Kementerian"; null for none. */
function inOneText(names: readonly string[], locale: Locale): string | null {
  return names.length === 0 ? null : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
