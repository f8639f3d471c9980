import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Audit } from '../identity/audit.js';
import { PartnerLink } from './partner-link.entity.js';
import type { ReportFrequency } from './partner-link.rules.js';
import { PartnerLinks } from './partner-links.js';

/** A contact decides how often to be mailed. */
@Injectable()
export class ChooseFrequency {
  constructor(
    private readonly database: Database,
    private readonly links: PartnerLinks,
    private readonly audit: Audit,
  ) {}

  /** Throws `NotFound` for a link that does not open. Choosing the same again changes nothing. */
  run(token: string, frequency: ReportFrequency): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { link } = await this.links.open(tx, token);
      if (link.frequency === frequency) return;
      await updateRows(tx, PartnerLink, { contactId: link.contactId }, { frequency });
      await this.audit.record(tx, {
        officeId: link.officeId,
        actor: 'system',
        action: 'partner_contact.frequency_chosen',
        subject: { type: 'partner_contact', id: link.contactId },
        before: { frequency: link.frequency },
        after: { frequency, by: 'link' },
      });
    });
  }
}
