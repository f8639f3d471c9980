import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { IdParam } from '../http/id-param.js';
import { Messages } from '../http/messages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { EventCalendar } from './event-calendar.js';
import { EventTexts } from './public-event.views.js';
import { PublicBatches } from './public-batches.js';
import { ShareCards } from './share-cards.js';

const hour = 'public, max-age=3600';

/** What goes with an event's page: its sessions for a calendar, and the card that a chat shows. */
@Public()
@ApiExcludeController()
@Controller('kegiatan/:id')
export class EventFilesPages {
  constructor(
    private readonly messages: Messages,
    private readonly settings: Settings,
    private readonly batches: PublicBatches,
    private readonly calendars: EventCalendar,
    private readonly cards: ShareCards,
  ) {}

  @Get('kalender.ics')
  async calendar(@Param('id', IdParam) id: string, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.calendars.of(await this.batches.one(id));
    await reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kegiatan.ics"')
      .header('cache-control', 'no-cache')
      .send(content);
  }

  @Get('kartu.png')
  async card(
    @Param('id', IdParam) id: string,
    @ReaderLocale() locale: Locale,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const texts = new EventTexts(this.messages, locale, this.settings.publicUrl);
    const { content, etag } = await this.cards.of(texts.shareCard(await this.batches.one(id)));
    void reply
      .header('cache-control', hour)
      .header('etag', etag)
      .header('cross-origin-resource-policy', 'cross-origin');
    if (known === etag) await reply.status(304).send();
    else await reply.type('image/png').send(content);
  }
}
