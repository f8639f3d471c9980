import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Messages } from '../../http/messages.js';
import { newId } from '../../kernel/ids.js';
import { EmailViews, type EmailFact, type EmailView } from '../../mail/email-views.js';
import { Outbox } from '../../mail/outbox.js';
import type { WordingText } from '../../mail/wording/wording.rules.js';
import { requireRole, type Actor } from '../actor.js';
import { User } from '../user.entity.js';
import { CheckWording } from './check-wording.js';
import { SampleMail } from './sample-mail.js';
import { whichMail, type WhichMail } from './which-mail.js';

const template = 'wording-trial';

/** Mails words that are being written to the one who writes them, with the sample's data. */
@Injectable()
export class SendTrial {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly check: CheckWording,
    private readonly sample: SampleMail,
  ) {}

  /** Answers the address it goes to. Throws `InvalidInput` for each mistake. */
  async run(actor: Actor, mail: WhichMail, { subject, body }: WordingText): Promise<string> {
    requireRole(actor, 'organizer');
    const { officeId, userId, name } = actor;
    await this.check.run(officeId, mail, { subject, body });
    const { email } = await this.database.reader.findOneByOrFail(User, { id: userId, officeId });
    await this.database.transaction((tx) =>
      this.outbox.enqueue(tx, {
        ...{ officeId, template },
        dedupeKey: `wording.trial:${newId()}`,
        to: { name, address: email },
        locale: mail.locale,
        subjectId: userId,
        data: { template: mail.template, subject, body },
        attachments: this.sample.attachments(officeId, mail),
      }),
    );
    return email;
  }
}

/** What a trial shows when it is sent. */
@Injectable()
export class TrialView implements OnModuleInit {
  constructor(
    private readonly views: EmailViews,
    private readonly messages: Messages,
    private readonly sample: SampleMail,
  ) {}

  onModuleInit(): void {
    this.views.register(template, (fact) => this.make(fact));
  }

  private async make({ officeId, locale, data }: EmailFact): Promise<EmailView> {
    const mail = whichMail(String(data.template), locale);
    const subject = this.messages.text(locale, 'mail-templates:trial_subject', { subject: String(data.subject) });
    const view = await this.sample.view(officeId, mail);
    return { view, worded: { template: mail.template, subject, body: String(data.body) } };
  }
}
