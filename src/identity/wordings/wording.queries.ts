import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { locales } from '../../kernel/locale.js';
import { defaultWording } from '../../mail/wording/default-wording.js';
import { EmailWording } from '../../mail/wording/email-wording.entity.js';
import { wordingShapes } from '../../mail/wording/wording-catalog.js';
import { requireRole, type Actor } from '../actor.js';
import type { WhichMail } from './which-mail.js';

export interface WordingView extends WhichMail {
  readonly subject: string;
  readonly body: string;
  /** Whether the office wrote it; else it is ours. */
  readonly own: boolean;
  /** 0 for ours. */
  readonly version: number;
  readonly changedAt: string | null;
  /** When a mail last had to go out in our words, because these failed. */
  readonly brokenAt: string | null;
}

/** The words of every mail of an office. */
@Injectable()
export class WordingQueries {
  constructor(private readonly database: Database) {}

  /** Each mail in each language, in the order of an event's life. */
  async list(actor: Actor): Promise<WordingView[]> {
    requireRole(actor, 'organizer');
    const own = await this.database.reader.findBy(EmailWording, { officeId: actor.officeId });
    return [...wordingShapes.keys()].flatMap((template) =>
      locales.map((locale) =>
        wordingJson(
          { template, locale },
          own.find((row) => row.template === template && row.locale === locale),
        ),
      ),
    );
  }

  async one(actor: Actor, mail: WhichMail): Promise<WordingView> {
    requireRole(actor, 'organizer');
    const own = await this.database.reader.findOneBy(EmailWording, { officeId: actor.officeId, ...mail });
    return wordingJson(mail, own ?? undefined);
  }
}

function wordingJson({ template, locale }: WhichMail, own: EmailWording | undefined): WordingView {
  const { subject, body } = own ?? defaultWording(template, locale);
  return {
    ...{ template, locale, subject, body },
    own: own !== undefined,
    version: own?.version ?? 0,
    changedAt: own?.changedAt.toISOString() ?? null,
    brokenAt: own?.brokenAt?.toISOString() ?? null,
  };
}
