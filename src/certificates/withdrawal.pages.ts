import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { CancelRegistration } from '../registrations/cancel-registration.js';
import { RegistrationQueries } from '../registrations/registration.queries.js';
import { MyRegistrationTexts } from './my-registration.texts.js';

/** The way out for the holder of a manage link. */
@Public()
@ApiExcludeController()
@Controller('pendaftaran/:token/batal')
export class WithdrawalPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: MyRegistrationTexts,
    private readonly queries: RegistrationQueries,
    private readonly cancelling: CancelRegistration,
  ) {}

  @Get()
  async ask(@Param('token') token: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const own = await this.queries.own(token);
    await this.pages.send(reply, 'withdraw', locale, this.texts.question(own, { token, locale }));
  }

  @Post()
  async withdraw(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.cancelling.byLink(token);
    await reply.redirect(`/pendaftaran/${token}`, 303);
  }
}
