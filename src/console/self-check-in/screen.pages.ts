import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SelfCheckInQueries } from '../../attendance/self-check-in/self-check-in.queries.js';
import { IdParam } from '../../http/id-param.js';
import { Pages } from '../../http/pages.js';
import { ScreenTexts } from './screen-texts.js';
import { Visitor, type Visit } from '../visit.js';

/** The screen before the hall. Its script asks for each next code; without one the page opens itself anew. */
@ApiExcludeController()
@Controller('console/sesi/:id/layar')
export class ScreenPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: ScreenTexts,
    private readonly queries: SelfCheckInQueries,
  ) {}

  @Get()
  async show(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const screen = await this.queries.screen(visit.actor, id);
    const view = this.texts.page(visit.locale, screen);
    await this.pages.send(visit.reply, 'check-in-screen', visit.locale, view);
  }

  /** What changes on it, for its script. */
  @Get('kode')
  async next(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const screen = await this.queries.screen(visit.actor, id);
    await visit.reply.header('cache-control', 'no-store').send(this.texts.moment(visit.locale, screen));
  }
}
