import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OwnPhone } from '../attendance/self-check-in/own-phone.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { RegistrationQueries } from '../registrations/registration.queries.js';
import { MyCertificate } from './my-certificate.js';
import { MyRegistrationTexts } from './my-registration.texts.js';

/** What the holder of a manage link sees: state, ticket and certificate. The phone it is opened on is made known for self check-in. */
@Public()
@ApiExcludeController()
@Controller('pendaftaran/:token')
export class MyRegistrationPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: MyRegistrationTexts,
    private readonly queries: RegistrationQueries,
    private readonly certificates: MyCertificate,
    private readonly phone: OwnPhone,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Query('done') done: unknown,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const own = await this.queries.own(token);
    const certificate = await this.certificates.of(token);
    const view = await this.texts.page(own, { token, locale });
    await this.phone.remember(reply, token);
    await this.pages.send(reply, 'my-registration', locale, { ...view, certificate, corrected: done === 'corrected' });
  }

  @Get('kalender.ics')
  async calendar(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { content, contentType } = await this.certificates.calendar(token);
    const disposition = 'attachment; filename="kegiatan.ics"';
    await reply
      .type(contentType)
      .header('content-disposition', disposition)
      .header('cache-control', 'no-store')
      .send(content);
  }
}
