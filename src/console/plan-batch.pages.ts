import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import type { Problem } from '../kernel/problems.js';
import { BatchBody } from '../programs/batch.dto.js';
import { CreateBatch } from '../programs/create-batch.js';
import { ProgramQueries } from '../programs/program.queries.js';
import { batchBody, BatchForm } from './batch-form.js';
import { batchHref } from './batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { Visitor, type Visit } from './visit.js';

/** The form that plans a batch of a program. */
@ApiExcludeController()
@Controller('console/program/:id/angkatan/baru')
export class PlanBatchPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly form: BatchForm,
    private readonly creation: Creation,
    private readonly createBatch: CreateBatch,
    private readonly programs: ProgramQueries,
  ) {}

  @Get()
  async plan(@Visitor() visit: Visit, @Param('id', IdParam) programId: string): Promise<void> {
    await this.show(visit, programId, { key: randomUUID(), ...(await this.form.fresh(visit)) }, null);
  }

  @Post()
  async add(@Visitor() visit: Visit, @Param('id', IdParam) programId: string, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const typed = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(BatchBody, batchBody(typed));
      const request = { route: `console batch ${programId}`, caller: actor.userId, key: typed.key, body };
      return this.creation.run(request, (tx) => this.createBatch.run(tx, actor, programId, body));
    });
    if ('problem' in added) await this.show(visit, programId, typed, added.problem);
    else await reply.redirect(`${batchHref(added.value)}?done=batch_added`, 303);
  }

  private async show(visit: Visit, programId: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { title: lead } = await this.programs.program(visit.actor, programId);
    const backHref = `/console/program/${programId}`;
    const title = this.pages.text(visit, 'batch_new');
    const view = { section: 'programs', path: `${backHref}/angkatan/baru`, backHref, title, lead } as const;
    await this.form.show(visit, view, typed, problem);
  }
}
