import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { updateRows } from '../../database/rows.js';
import { Clock } from '../../kernel/clock.js';
import type { Locale } from '../../kernel/locale.js';
import { EmailWording } from './email-wording.entity.js';

/** What offices wrote for their mails, as the dispatcher needs it. */
@Injectable()
export class OfficeWordings {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(officeId: string, template: string, locale: Locale): Promise<EmailWording | null> {
    return this.database.reader.findOneBy(EmailWording, { officeId, template, locale });
  }

  /** Remembers for the office that its words could not be used, unless they were changed meanwhile. */
  async markBroken({ id, version, template }: EmailWording, code: string): Promise<void> {
    this.logger.warn(`The office's words for ${template} could not be used (${code}); ours went out instead.`);
    const brokenAt = this.clock.now();
    await this.database.transaction((tx) => updateRows(tx, EmailWording, { id, version }, { brokenAt }));
  }
}
