import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { Public } from '../http/public.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { BatchLife } from './batch-life.js';
import { BatchListQuery, PublicBatchListQuery } from './batch-list.dto.js';
import { BatchBody } from './batch.dto.js';
import { BatchQueries } from './batch.queries.js';
import type { BatchView, SessionView } from './batch.views.js';
import { CreateBatch } from './create-batch.js';
import type { PublicBatchDetail, PublicBatchView } from './public-batch.views.js';
import { PublicBatches } from './public-batches.js';

@ApiTags('batches')
@Controller('api/v1')
export class BatchesController {
  constructor(
    private readonly creation: Creation,
    private readonly createBatch: CreateBatch,
    private readonly life: BatchLife,
    private readonly queries: BatchQueries,
    private readonly publicBatches: PublicBatches,
  ) {}

  @ApiBearerAuth()
  @Post('programs/:id/batches')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) programId: string,
    @Body() body: BatchBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<BatchView> {
    const request = { route: `POST /programs/${programId}/batches`, caller: actor.userId, key, body };
    const id = await this.creation.run(request, (tx) => this.createBatch.run(tx, actor, programId, body));
    return this.queries.one(actor, id);
  }

  @ApiBearerAuth()
  @Get('batches')
  list(@CurrentActor() actor: Actor, @Query() query: BatchListQuery): Promise<Page<BatchView>> {
    return this.queries.list(actor, query);
  }

  @ApiBearerAuth()
  @Get('batches/:id')
  one(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<BatchView> {
    return this.queries.one(actor, id);
  }

  @ApiBearerAuth()
  @Get('batches/:id/sessions')
  sessions(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page<SessionView>> {
    return this.queries.sessions(actor, id);
  }

  @ApiBearerAuth()
  @Post('batches/:id/publication')
  @HttpCode(200)
  async publish(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<BatchView> {
    await this.life.publish(actor, id);
    return this.queries.one(actor, id);
  }

  @ApiBearerAuth()
  @Post('batches/:id/completion')
  @HttpCode(200)
  async complete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<BatchView> {
    await this.life.complete(actor, id);
    return this.queries.one(actor, id);
  }

  @Public()
  @Get('public/batches')
  open(@Query() query: PublicBatchListQuery): Promise<Page<PublicBatchView>> {
    return this.publicBatches.open(query);
  }

  @Public()
  @Get('public/batches/:id')
  show(@Param('id', IdParam) id: string): Promise<PublicBatchDetail> {
    return this.publicBatches.one(id);
  }
}
