import { Body, Controller, Get, Headers, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import { PageQuery, type Page } from '../http/paging.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { CreatePartner } from './create-partner.js';
import { CreateProgram } from './create-program.js';
import { PartnerBody, ProgramBody, ProgramChange, TrainerBody } from './program.dto.js';
import { ProgramQueries } from './program.queries.js';
import type { PartnerView, ProgramView, TrainerView } from './program.views.js';

@ApiTags('programs')
@ApiBearerAuth()
@Controller('api/v1')
export class ProgramsController {
  constructor(
    private readonly creation: Creation,
    private readonly createProgram: CreateProgram,
    private readonly createPartner: CreatePartner,
    private readonly queries: ProgramQueries,
  ) {}

  @Post('programs')
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: ProgramBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<ProgramView> {
    const request = { route: 'POST /programs', caller: actor.userId, key, body };
    return this.queries.program(
      actor,
      await this.creation.run(request, (tx) => this.createProgram.run(tx, actor, body)),
    );
  }

  @Get('programs')
  list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<Page<ProgramView>> {
    return this.queries.programs(actor, page);
  }

  @Get('programs/:id')
  one(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ProgramView> {
    return this.queries.program(actor, id);
  }

  @Patch('programs/:id')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: ProgramChange,
  ): Promise<ProgramView> {
    await this.creation.change((tx) => this.createProgram.change(tx, actor, id, body));
    return this.queries.program(actor, id);
  }

  @Post('partners')
  async addPartner(
    @CurrentActor() actor: Actor,
    @Body() body: PartnerBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<PartnerView> {
    const request = { route: 'POST /partners', caller: actor.userId, key, body };
    return this.queries.partner(
      actor,
      await this.creation.run(request, (tx) => this.createPartner.run(tx, actor, body)),
    );
  }

  @Get('partners')
  partners(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<Page<PartnerView>> {
    return this.queries.partners(actor, page);
  }

  @Post('trainers')
  async addTrainer(
    @CurrentActor() actor: Actor,
    @Body() body: TrainerBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<TrainerView> {
    const request = { route: 'POST /trainers', caller: actor.userId, key, body };
    const id = await this.creation.run(request, (tx) => this.createPartner.trainer(tx, actor, body));
    return this.queries.trainer(actor, id);
  }

  @Get('trainers')
  trainers(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<Page<TrainerView>> {
    return this.queries.trainers(actor, page);
  }
}
