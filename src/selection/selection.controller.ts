import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { SaveCriteria } from './save-criteria.js';
import { CriteriaBody } from './selection.dto.js';
import { SelectionQueries } from './selection.queries.js';
import type { Criterion } from './selection.rules.js';
import { rankedJson, type RankedView } from './selection.views.js';

@ApiTags('selection')
@ApiBearerAuth()
@Controller('api/v1/batches/:id')
export class SelectionController {
  constructor(
    private readonly queries: SelectionQueries,
    private readonly saveCriteria: SaveCriteria,
  ) {}

  /** By what the applicants are ranked, and the ranking, always whole. */
  @Get('selection')
  async board(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
  ): Promise<{ criteria: readonly Criterion[] } & Page<RankedView>> {
    const { criteria, ranking } = await this.queries.board(actor, id);
    return { criteria, items: ranking.map(rankedJson), next: null };
  }

  /** Replaces the criteria; answers them as they are kept, the heaviest first. */
  @Put('selection-criteria')
  async choose(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: CriteriaBody,
  ): Promise<{ criteria: readonly Criterion[] }> {
    await this.saveCriteria.run(actor, id, body);
    return { criteria: await this.queries.criteria(actor, id) };
  }
}
