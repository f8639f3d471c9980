import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdParam } from '../../http/id-param.js';
import { Pages } from '../../http/pages.js';
import { Public } from '../../http/public.js';
import { ReaderLocale } from '../../http/request-locale.js';
import type { Locale } from '../../kernel/locale.js';
import { InvalidInput, Refusal } from '../../kernel/problems.js';
import { CheckInOneself } from './check-in-oneself.js';
import { PhoneCookie } from './phone-cookie.js';
import { RecordedByOneself } from './recorded-by-oneself.js';
import { SelfCheckInTexts } from './self-check-in.texts.js';

interface Reader {
  readonly code: string;
  readonly locale: Locale;
  readonly reply: FastifyReply;
}

/** Where the QR on the screen leads: one button, and nothing changes before it is pressed. */
@Public()
@ApiExcludeController()
@Controller('h')
export class SelfCheckInPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: SelfCheckInTexts,
    private readonly checkIn: CheckInOneself,
    private readonly recorded: RecordedByOneself,
    private readonly cookie: PhoneCookie,
  ) {}

  @Get('tercatat/:sessionId')
  async done(
    @Param('sessionId', IdParam) sessionId: string,
    @Req() request: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const arrival = await this.recorded.at(sessionId, this.cookie.read(request));
    await this.pages.send(reply, 'self-check-in', locale, this.texts.done(arrival, locale));
  }

  @Get(':code')
  async ask(@Param('code') code: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const phone = this.cookie.read(reply.request);
    await this.orRefused({ code, locale, reply }, async () => {
      const before = await this.checkIn.look(code, phone);
      const recorded = phone === null ? null : await this.recorded.find(before.session.id, phone);
      if (recorded !== null) return reply.redirect(`/h/tercatat/${before.session.id}`, 303);
      return this.pages.send(reply, 'self-check-in', locale, this.texts.question(before, { code, locale }));
    });
  }

  @Post(':code')
  async press(
    @Param('code') code: string,
    @Body() sent: Record<string, unknown> | undefined,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const chosen = isUUID(sent?.peserta) ? String(sent?.peserta) : undefined;
    await this.orRefused({ code, locale, reply }, async () => {
      const { sessionId } = await this.checkIn.run(code, this.cookie.read(reply.request), chosen);
      return reply.redirect(`/h/tercatat/${sessionId}`, 303);
    });
  }

  private async orRefused({ code, locale, reply }: Reader, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof InvalidInput)) throw error;
      const view = this.texts.refused(error, { path: `/h/${code}`, locale });
      await this.pages.send(reply, 'self-check-in', locale, view, error instanceof Refusal ? 409 : 422);
    }
  }
}
