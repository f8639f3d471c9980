import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { sendForeignHtml } from '../../http/foreign-html.js';
import { IdParam } from '../../http/id-param.js';
import { EmailMessagesQueries } from '../../identity/email-messages.queries.js';
import type { EmailMessageView } from '../../identity/email-messages.views.js';
import { ReadEmailMessage, type EmailContent } from '../../identity/read-email-message.js';
import { NotFound } from '../../kernel/problems.js';
import { fileName } from '../../mail/header-text.js';
import { withPictures } from '../../mail/pictures.js';
import { copyDays, type SentCopy } from '../../mail/sent-copies.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { messagesHref } from './mail-tabs.js';
import { instantText, messageLine } from './message-line.js';

/** One message of the outbox: what it says to the letter, and what became of it. */
@ApiExcludeController()
@Controller('console/pesan')
export class MessagePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly messages: EmailMessagesQueries,
    private readonly reading: ReadEmailMessage,
  ) {}

  @Get(':id')
  async show(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const message = await this.messages.one(visit.actor, id);
    const content = await this.reading.run(visit.actor, id);
    const line = messageLine(visit, this.pages, message);
    await this.pages.show(visit, 'message', {
      section: 'messages',
      path: line.href,
      title: line.kind,
      backHref: messagesHref,
      message: line,
      batchHref: message.batchId === null ? null : `${messagesHref}?angkatan=${message.batchId}`,
      note: this.pages.text(visit, `messages:as_${content.as}`, { days: copyDays }),
      mail: 'copy' in content ? mailView(visit, content.copy, line.href) : null,
      history: await this.history(visit, message),
      failure: null,
    });
  }

  @Get(':id/email')
  async html(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const copy = copyIn(await this.reading.run(visit.actor, id));
    await sendForeignHtml(visit.reply, withPictures(copy.html, copy.files));
  }

  @Get(':id/lampiran/:index')
  async file(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Param('index') index: string): Promise<void> {
    const { filename, content } = await this.reading.file(visit.actor, id, Number(index));
    const shown = encodeURIComponent(fileName(filename));
    await visit.reply
      .type('application/octet-stream')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${shown}`)
      .send(Buffer.from(content, 'base64'));
  }

  /** From the first to the last: queued, started again, and how it stands. */
  private async history(visit: Visit, message: EmailMessageView) {
    const { id, createdAt, sentAt, nextAttemptAt, status, attempts } = message;
    const text = (key: string, params = {}) => this.pages.text(visit, `messages:${key}`, params);
    const retries = await this.reading.retries(visit.actor, id);
    const last = sentAt ?? (status === 'pending' ? nextAttemptAt : null);
    return [
      { at: instantText(visit, createdAt), text: text('event_queued') },
      ...retries.map(({ at, by }) => ({ at: instantText(visit, at), text: text('event_retried', { by: by ?? '–' }) })),
      { at: last === null ? '' : instantText(visit, last), text: text(`event_${status}`, { attempts }) },
    ];
  }
}

function copyIn(content: EmailContent): SentCopy {
  if (!('copy' in content)) throw new NotFound('not_found');
  return content.copy;
}

function mailView({ locale }: Visit, copy: SentCopy, href: string) {
  const { from, to, replyTo, subject, text, files } = copy;
  const address = (person: SentCopy['to']) => `${person.name} <${person.address}>`;
  return {
    ...{ subject, from, text },
    to: address(to),
    replyTo: replyTo === null ? null : address(replyTo),
    htmlHref: `${href}/email`,
    files: files.map(({ filename, bytes }, index) => ({
      href: `${href}/lampiran/${index}`,
      name: filename,
      size: sizeText(bytes, locale),
    })),
  };
}

function sizeText(bytes: number, locale: string): string {
  const kilobytes = bytes / 1024;
  const digits = kilobytes < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(kilobytes)} KB`;
}
