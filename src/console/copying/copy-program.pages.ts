import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../../http/creation.js';
import type { FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { CopyProgram } from '../../programs/copy-program.js';
import { ProgramCopyBody } from '../../programs/program-copy.dto.js';
import { ProgramQueries } from '../../programs/program.queries.js';
import { attempt, numberIn, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

const base = '/console/program';

/** The form that repeats a program with its batches and timetables on other days. */
@ApiExcludeController()
@Controller('console/program/:id/salin')
export class CopyProgramPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly creation: Creation,
    private readonly programs: ProgramQueries,
    private readonly copyProgram: CopyProgram,
  ) {}

  @Get()
  async plan(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { title, fiscalYear } = await this.programs.program(visit.actor, id);
    await this.show(visit, id, { key: randomUUID(), title, fiscalYear: String(fiscalYear) }, null);
  }

  @Post()
  async copy(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const { key, title, fiscalYear, firstDay } = typedOf(sent);
    const copied = await attempt(async () => {
      const body = await readBody(ProgramCopyBody, { title, firstDay, fiscalYear: numberIn(fiscalYear) });
      const request = { route: `console program copy ${id}`, caller: actor.userId, key, body };
      return this.creation.run(request, (tx) => this.copyProgram.run(tx, actor, id, body));
    });
    if ('problem' in copied) await this.show(visit, id, typedOf(sent), copied.problem);
    else await reply.redirect(`${base}/${copied.value}?done=settings.program_copied`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { title: lead } = await this.programs.program(visit.actor, id);
    const text = (key: string) => this.pages.text(visit, `settings:${key}`);
    const plans: FieldPlan[] = [
      { name: 'title', label: this.pages.text(visit, 'f_title'), required: true },
      { name: 'fiscalYear', label: this.pages.text(visit, 'f_year'), inputmode: 'numeric', required: true },
      { name: 'firstDay', label: text('f_first_day'), hint: text('f_first_day_hint'), type: 'date', required: true },
    ];
    const view = {
      section: 'programs' as const,
      path: `${base}/${id}/salin`,
      title: text('copy_program'),
      lead,
      backHref: `${base}/${id}`,
    };
    await this.pages.form(visit, view, { plans, typed, problem, submit: text('copy_program_submit') });
  }
}
