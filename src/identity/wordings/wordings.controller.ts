import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { ChangeWording } from './change-wording.js';
import { whichMail } from './which-mail.js';
import { WordingChangeBody } from './wording.dto.js';
import { WordingQueries, type WordingView } from './wording.queries.js';

@ApiTags('email wordings')
@ApiBearerAuth()
@Controller('api/v1/email-wordings')
export class WordingsController {
  constructor(
    private readonly queries: WordingQueries,
    private readonly changeWording: ChangeWording,
  ) {}

  /** Every mail in both languages: the office's words, or ours. */
  @Get()
  async list(@CurrentActor() actor: Actor): Promise<{ items: WordingView[] }> {
    return { items: await this.queries.list(actor) };
  }

  @Put(':template/:locale')
  async change(
    @CurrentActor() actor: Actor,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() body: WordingChangeBody,
  ): Promise<WordingView> {
    const mail = whichMail(template, locale);
    await this.changeWording.run(actor, mail, body);
    return this.queries.one(actor, mail);
  }

  /** Returns to our words. */
  @Delete(':template/:locale')
  @HttpCode(200)
  async reset(
    @CurrentActor() actor: Actor,
    @Param('template') template: string,
    @Param('locale') locale: string,
  ): Promise<WordingView> {
    const mail = whichMail(template, locale);
    await this.changeWording.reset(actor, mail);
    return this.queries.one(actor, mail);
  }
}
