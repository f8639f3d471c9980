import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ParsedMail } from 'mailparser';
import { Settings } from '../config/settings.js';
import { sendForeignHtml } from '../http/foreign-html.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import { NotFound } from '../kernel/problems.js';
import type { Locale } from '../kernel/locale.js';
import { fileName } from './header-text.js';
import { LocalMailbox } from './local-mailbox.js';

const path = '/dev/mail';
const mostShown = 200;

function recipient({ to }: ParsedMail): string {
  return [to ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}

/** What the local mailbox holds, for those who develop or try the system out. There is no such page in production. */
@ApiExcludeController()
@Public()
@Controller('dev/mail')
export class DevMailPages {
  constructor(
    private readonly settings: Settings,
    private readonly mailbox: LocalMailbox,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(
    @ReaderLocale() locale: Locale,
    @Query('q') query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.onlyInDevelopment();
    const names = await this.mailbox.names();
    const wanted = typeof query === 'string' ? query.trim().toLowerCase() : '';
    const mails = [];
    for (const name of names.slice(0, mostShown)) {
      const mail = await this.open(name);
      const line = { href: `${path}/${name}`, to: recipient(mail), subject: mail.subject ?? '', at: sentAt(mail) };
      if (`${line.to} ${line.subject}`.toLowerCase().includes(wanted)) mails.push(line);
    }
    void reply.type('text/html; charset=utf-8');
    return this.pages.render('dev-mail', locale, {
      path,
      title: 'Mail',
      description: null,
      mails,
      total: names.length,
      query: wanted,
    });
  }

  @Get(':name')
  async show(
    @ReaderLocale() locale: Locale,
    @Param('name') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const mail = await this.open(name);
    const here = `${path}/${name}`;
    void reply.type('text/html; charset=utf-8');
    return this.pages.render('dev-mail-message', locale, {
      path: here,
      title: mail.subject ?? '',
      description: null,
      subject: mail.subject ?? '',
      to: recipient(mail),
      from: mail.from?.text ?? '',
      at: sentAt(mail),
      text: mail.text ?? '',
      htmlHref: `${here}/html`,
      attachments: mail.attachments.map(({ filename, contentType, size }, index) => ({
        href: `${here}/attachments/${index}`,
        name: filename ?? contentType,
        kilobytes: Math.ceil(size / 1024),
      })),
    });
  }

  @Get(':name/html')
  async html(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.open(name);
    await sendForeignHtml(reply, typeof mail.html === 'string' ? mail.html : '');
  }

  @Get(':name/attachments/:index')
  async attachment(
    @Param('name') name: string,
    @Param('index') index: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const mail = await this.open(name);
    const attachment = mail.attachments[Number(index)];
    if (attachment === undefined) throw new NotFound('not_found');
    const shown = encodeURIComponent(fileName(attachment.filename ?? 'attachment'));
    void reply.type('application/octet-stream').header('content-disposition', `attachment; filename*=UTF-8''${shown}`);
    return attachment.content;
  }

  /** Throws `NotFound` outside development, and for a name that the mailbox doesn't list. */
  private async open(name: string): Promise<ParsedMail> {
    this.onlyInDevelopment();
    const source = await this.mailbox.read(name);
    if (source === null) throw new NotFound('not_found');
    const { simpleParser } = await import('mailparser');
    return simpleParser(source);
  }

  private onlyInDevelopment(): void {
    const { environment, smtpUrl } = this.settings;
    if (environment === 'production' || smtpUrl !== undefined) throw new NotFound('route_not_found');
  }
}

function sentAt({ date }: ParsedMail): string {
  return date?.toISOString() ?? '';
}
