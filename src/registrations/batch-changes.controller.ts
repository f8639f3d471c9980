import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { BatchChangeBody } from '../programs/batch.dto.js';
import { BatchQueries } from '../programs/batch.queries.js';
import type { BatchView, SessionView } from '../programs/batch.views.js';
import { SessionBody, SessionChangeBody } from '../programs/session.dto.js';
import { CancelBatch } from './cancel-batch.js';
import { ChangeSchedule } from './change-schedule.js';
import { BatchCancellationBody } from './registration.dto.js';

/** The changes of a batch that its registrants hear of. */
@ApiTags('batches')
@ApiBearerAuth()
@Controller('api/v1')
export class BatchChangesController {
  constructor(
    private readonly creation: Creation,
    private readonly schedule: ChangeSchedule,
    private readonly cancelBatch: CancelBatch,
    private readonly queries: BatchQueries,
  ) {}

  @Patch('batches/:id')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: BatchChangeBody,
  ): Promise<BatchView> {
    await this.schedule.batch(actor, id, body);
    return this.queries.one(actor, id);
  }

  @Post('batches/:id/sessions')
  async addSession(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) batchId: string,
    @Body() body: SessionBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<SessionView> {
    const request = { route: `POST /batches/${batchId}/sessions`, caller: actor.userId, key, body };
    const id = await this.creation.run(request, (tx) => this.schedule.addition(tx, actor, batchId, body));
    return this.queries.session(actor, id);
  }

  @Patch('sessions/:id')
  async changeSession(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: SessionChangeBody,
  ): Promise<SessionView> {
    await this.schedule.session(actor, id, body);
    return this.queries.session(actor, id);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  async removeSession(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<void> {
    await this.schedule.removal(actor, id);
  }

  @Post('batches/:id/cancellation')
  @HttpCode(200)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() { reason }: BatchCancellationBody,
  ): Promise<BatchView> {
    await this.cancelBatch.run(actor, id, reason);
    return this.queries.one(actor, id);
  }
}
