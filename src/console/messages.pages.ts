import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { formField } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { EmailMessagesQueries } from '../identity/email-messages.queries.js';
import type { EmailMessageView } from '../identity/email-messages.views.js';
import { RetryEmailMessage } from '../identity/retry-email-message.js';
import { formatInstant } from '../kernel/date-texts.js';
import { defaultZone } from '../programs/create-batch.js';
import { emailStatuses } from '../mail/email-message.entity.js';
import { attempt } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const base = '/console/pesan';
const perPage = 50;
const badges: Readonly<Record<string, string>> = { failed: 'badge-bad', sent: '', skipped: 'badge-closed' };

/** The outbox: what was sent, what waits, what failed and why. */
@ApiExcludeController()
@Controller('console/pesan')
export class MessagesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly messages: EmailMessagesQueries,
    private readonly retryEmailMessage: RetryEmailMessage,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit): Promise<void> {
    await this.show(visit, null);
  }

  @Post(':id/ulang')
  async retry(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const retried = await attempt(() => this.retryEmailMessage.run(visit.actor, id));
    if ('problem' in retried) await this.show(visit, this.pages.failure(visit, retried.problem));
    else await visit.reply.redirect(`${base}?done=mail_retried`, 303);
  }

  private async show(visit: Visit, failure: string | null): Promise<void> {
    const status = emailStatuses.find((word) => word === visit.query.status);
    const query = { ...pageIn(visit, perPage), ...(status === undefined ? {} : { status }) };
    const { items, next } = await this.messages.list(visit.actor, query);
    const words = emailStatuses.map((word): [string, string] => [word, this.pages.text(visit, `mail_${word}`)]);
    const groups = [{ group: '', items: words }];
    const label = this.pages.text(visit, 'f_mail_status');
    const view = {
      section: 'messages' as const,
      path: base,
      title: this.pages.text(visit, 'section_messages'),
      filter: formField({ name: 'status', label, groups, filter: true, required: true }, status ?? '', null),
      messages: items.map((message) => this.line(visit, message)),
      next:
        next === null
          ? null
          : `${base}?${new URLSearchParams({ ...(status === undefined ? {} : { status }), after: next }).toString()}`,
      failure,
    };
    await this.pages.show(visit, 'messages', view, failure === null ? 200 : 409);
  }

  private line(visit: Visit, message: EmailMessageView) {
    const { id, template, recipient, status, createdAt, sentAt } = message;
    const at = new Date(sentAt ?? createdAt);
    return {
      kind: this.pages.text(visit, `mail_kind_${template}`),
      recipient: `${recipient.name} <${recipient.address}>`,
      state: this.pages.text(visit, `mail_${status}`),
      badge: badges[status] ?? 'badge-waiting',
      at: formatInstant(at, { locale: visit.locale, zone: defaultZone }),
      trouble: this.trouble(visit, message),
      retryAction: status === 'failed' ? `${base}/${id}/ulang` : null,
    };
  }

  /** A mail is skipped when what it would say is no longer true; that is no fault, and nobody's to mend. */
  private trouble(visit: Visit, { status, attempts, lastError }: EmailMessageView): string | null {
    if (status === 'skipped') return this.pages.text(visit, 'mail_outdated');
    return lastError === null ? null : this.pages.text(visit, 'mail_trouble', { attempts, reason: lastError });
  }
}
