import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Pages } from '../../http/pages.js';
import { Public } from '../../http/public.js';
import { ReaderLocale } from '../../http/request-locale.js';
import type { Locale } from '../../kernel/locale.js';
import { Refusal, TooMany } from '../../kernel/problems.js';
import { FindTypedCode } from './find-typed-code.js';
import { SelfCheckInTexts } from './self-check-in.texts.js';

/** For phones whose camera doesn't read a QR: the code on the screen is typed. */
@Public()
@ApiExcludeController()
@Controller('h')
export class TypedCodePages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: SelfCheckInTexts,
    private readonly findTyped: FindTypedCode,
  ) {}

  @Get()
  async form(@ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, 'self-check-in', locale, this.texts.typing(locale));
  }

  @Post()
  async find(
    @Body() sent: Record<string, unknown> | undefined,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typeof sent?.kode === 'string' ? sent.kode.slice(0, 40) : '';
    try {
      await reply.redirect(`/h/${await this.findTyped.run(typed, ip)}`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof TooMany)) throw error;
      const view = this.texts.refused(error, { path: '/h', locale });
      await this.pages.send(reply, 'self-check-in', locale, view, error instanceof TooMany ? 429 : 409);
    }
  }
}
