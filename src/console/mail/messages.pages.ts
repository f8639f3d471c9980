import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { formField, type FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { EmailMessagesQueries } from '../../identity/email-messages.queries.js';
import { RetryEmailMessage } from '../../identity/retry-email-message.js';
import { romanNumeral } from '../../kernel/numbers.js';
import { emailStatuses } from '../../mail/email-message.entity.js';
import { wordingShapes } from '../../mail/wording/wording-catalog.js';
import { BatchQueries } from '../../programs/batch.queries.js';
import { attempt } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { pageIn, Visitor, type Visit } from '../visit.js';
import { mailTabs, messagesHref } from './mail-tabs.js';
import { messageLine } from './message-line.js';

const perPage = 50;
const batchesOffered = 100;
const longestSearch = 100;

/** The outbox: what was sent, what waits, what failed and why. */
@ApiExcludeController()
@Controller('console/pesan')
export class MessagesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly messages: EmailMessagesQueries,
    private readonly batches: BatchQueries,
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
    else await visit.reply.redirect(`${messagesHref}?done=mail_retried`, 303);
  }

  private async show(visit: Visit, failure: string | null): Promise<void> {
    const asked = askedFor(visit);
    const { items, next } = await this.messages.list(visit.actor, { ...pageIn(visit, perPage), ...asked });
    const { status, template, batchId, q } = asked;
    const given = { status, template, angkatan: batchId, q };
    const kept = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const view = {
      section: 'messages' as const,
      path: messagesHref,
      title: this.pages.text(visit, 'section_messages'),
      tabs: mailTabs(visit, this.pages, 'outbox'),
      filters: await this.filters(visit, Object.fromEntries(kept)),
      messages: items.map((message) => messageLine(visit, this.pages, message)),
      next: next === null ? null : `${messagesHref}?${new URLSearchParams([...kept, ['after', next]]).toString()}`,
      narrowed: kept.length > 0,
      failure,
    };
    await this.pages.show(visit, 'messages', view, failure === null ? 200 : 409);
  }

  private async filters(visit: Visit, given: Readonly<Record<string, string>>) {
    const label = (word: string) => this.pages.text(visit, `messages:f_${word}`);
    const choices = (name: string, items: FieldPlan['groups']): FieldPlan =>
      items === undefined
        ? { name, label: label(name), filter: true }
        : { name, label: label(name), groups: items, filter: true };
    const words = emailStatuses.map((word) => [word, this.pages.text(visit, `mail_${word}`)] as const);
    const kinds = [...wordingShapes.keys()].map((word) => [word, this.pages.text(visit, `mail_kind_${word}`)] as const);
    const plans = [
      { name: 'q', label: label('q'), type: 'search', filter: true },
      choices('status', [{ group: '', items: words }]),
      choices('template', [{ group: '', items: kinds }]),
      choices('angkatan', [{ group: '', items: await this.offered(visit) }]),
    ];
    return plans.map((plan) => formField({ ...plan, required: true }, given[plan.name] ?? '', null));
  }

  private async offered(visit: Visit): Promise<(readonly [string, string])[]> {
    const { items } = await this.batches.list(visit.actor, { limit: batchesOffered });
    return items.map(({ id, program, number }) => {
      const batch = this.pages.text(visit, 'batch', { number: romanNumeral(number) });
      return [id, `${program.title}, ${batch}`] as const;
    });
  }
}

/** What the address narrows the list to; what is not understood narrows nothing. */
function askedFor({ query }: Visit) {
  const status = emailStatuses.find((word) => word === query.status);
  const template = [...wordingShapes.keys()].find((word) => word === query.template);
  const batchId = isUUID(query.angkatan) ? query.angkatan : undefined;
  const q = query.q?.trim().slice(0, longestSearch);
  return {
    ...(status === undefined ? {} : { status }),
    ...(template === undefined ? {} : { template }),
    ...(batchId === undefined ? {} : { batchId }),
    ...(q === undefined || q === '' ? {} : { q }),
  };
}
