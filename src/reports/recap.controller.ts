import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { RecapView } from '../documents/recap.view.js';
import { ReaderLocale } from '../http/request-locale.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import type { Locale } from '../kernel/locale.js';
import { RecapFiles, type RecapFile } from './recap-files.js';
import { RecapQuery } from './recap.dto.js';
import { RecapQueries } from './recap.queries.js';

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1')
export class RecapController {
  constructor(
    private readonly queries: RecapQueries,
    private readonly files: RecapFiles,
  ) {}

  /** What the office did, over all programs, or those of a fiscal year and of a kind; every list adds up to `totals`. */
  @Get('recap')
  recap(@CurrentActor() actor: Actor, @Query() query: RecapQuery): Promise<RecapView> {
    return this.queries.recap(actor, query);
  }

  @Get('recap.xlsx')
  async workbook(
    @CurrentActor() actor: Actor,
    @Query() query: RecapQuery,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendRecapFile(reply, await this.files.make(await this.queries.recap(actor, query), 'xlsx', locale));
  }

  @Get('recap.csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Query() query: RecapQuery,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendRecapFile(reply, await this.files.make(await this.queries.recap(actor, query), 'csv', locale));
  }

  /** By BPS code, kind of program and fiscal year: what the ministry's training portal imports. */
  @Get('recap/realisation.csv')
  async realisation(
    @CurrentActor() actor: Actor,
    @Query() query: RecapQuery,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendRecapFile(reply, await this.files.make(await this.queries.recap(actor, query), 'realisasi.csv', locale));
  }
}

export async function sendRecapFile(reply: FastifyReply, { filename, contentType, content }: RecapFile): Promise<void> {
  await reply
    .type(contentType)
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
