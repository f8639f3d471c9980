import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Problem } from '../kernel/problems.js';
import { CancelBatch } from '../registrations/cancel-batch.js';
import { BatchCancellationBody } from '../registrations/registration.dto.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { ConsoleQueries } from './console.queries.js';
import { Visitor, type Visit } from './visit.js';

/** Calls a batch off, after telling how many will hear of it. */
@ApiExcludeController()
@Controller('console/angkatan/:id/batal')
export class CallOffBatchPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly cancelBatch: CancelBatch,
    private readonly queries: ConsoleQueries,
  ) {}

  @Get()
  async ask(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, {}, null);
  }

  @Post()
  async cancel(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const cancelled = await attempt(async () => {
      const { reason } = await readBody(BatchCancellationBody, { reason: typed.reason });
      await this.cancelBatch.run(visit.actor, id, reason);
    });
    if ('problem' in cancelled) await this.show(visit, id, typed, cancelled.problem);
    else await visit.reply.redirect(`${batchHref(id)}?done=batch_cancelled`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { program } = await this.frame.batch(visit, id);
    const { submitted, confirmed, waitlisted } = await this.queries.counts(visit.actor, id);
    const count = submitted + confirmed + waitlisted;
    const label = this.pages.text(visit, 'f_cancel_reason');
    const plans = [{ name: 'reason', label, hint: this.pages.text(visit, 'f_cancel_reason_hint'), required: true }];
    const view = {
      section: 'programs' as const,
      path: batchHref(id, '/batal'),
      title: this.pages.text(visit, 'cancel_title'),
      lead: this.pages.text(visit, 'cancel_lead', { title: program.title, count }),
      backHref: batchHref(id),
    };
    const submit = this.pages.text(visit, 'cancel_yes');
    await this.pages.form(visit, view, { plans, typed, problem, submit, danger: true });
  }
}
