import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Problem } from '../kernel/problems.js';
import { BatchChangeBody } from '../programs/batch.dto.js';
import { ChangeSchedule } from '../registrations/change-schedule.js';
import { batchBody, BatchForm } from './batch-form.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, readChange, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { Visitor, type Visit } from './visit.js';

/** The form that changes a batch. */
@ApiExcludeController()
@Controller('console/angkatan/:id/ubah')
export class EditBatchPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly form: BatchForm,
    private readonly frame: BatchFrame,
    private readonly changeSchedule: ChangeSchedule,
  ) {}

  @Get()
  async edit(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, this.form.of(await this.frame.batch(visit, id)), null);
  }

  @Post()
  async change(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const changed = await attempt(async () => {
      const plans = await this.form.plans(visit);
      const body = await readChange(BatchChangeBody, batchBody(typed), { plans, typed });
      await this.changeSchedule.batch(visit.actor, id, body);
    });
    if ('problem' in changed) await this.show(visit, id, typed, changed.problem);
    else await visit.reply.redirect(`${batchHref(id)}?done=saved`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { program } = await this.frame.batch(visit, id);
    const title = this.pages.text(visit, 'batch_edit');
    const path = batchHref(id, '/ubah');
    const view = { section: 'programs', path, backHref: batchHref(id), title, lead: program.title } as const;
    await this.form.show(visit, view, typed, problem);
  }
}
