import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import { CurrentActor, requireRole, type Actor } from '../identity/actor.js';
import type { Locale } from '../kernel/locale.js';
import { AppFiles } from './app-files.js';

const script = 'text/javascript; charset=utf-8';

/** The attendant's app: one page without anything personal in it, which a phone keeps and opens without a line. */
@ApiExcludeController()
@Controller('presensi')
export class AttendantPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly files: AppFiles,
  ) {}

  @Get()
  async app(@CurrentActor() actor: Actor, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    requireRole(actor, 'attendant');
    const title = this.messages.text(locale, 'attendant:title');
    await this.pages.send(reply, 'attendant', locale, { path: '/presensi', title, description: null });
  }

  /** Open to everybody, as all scripts are. */
  @Public()
  @Get('layanan.js')
  async worker(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .type(script)
      .header('cache-control', 'no-cache')
      .header('service-worker-allowed', '/presensi')
      .send(this.files.worker);
  }

  @Public()
  @Get('pembaca/:file')
  async decoder(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    await reply.type(script).header('cache-control', 'public, max-age=3600').send(this.files.decoder(file));
  }
}
