import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import type { Problem } from '../kernel/problems.js';
import { CreateProgram } from '../programs/create-program.js';
import { ProgramBody, ProgramChange } from '../programs/program.dto.js';
import { ProgramQueries } from '../programs/program.queries.js';
import { attempt, listIn, numberIn, readBody, readChange, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { ProgramForm } from './program-form.js';
import { Visitor, type Visit } from './visit.js';

const base = '/console/program';

/** The form that plans a program, and the one that changes it. */
@ApiExcludeController()
@Controller('console/program')
export class PlanProgramPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly form: ProgramForm,
    private readonly creation: Creation,
    private readonly createProgram: CreateProgram,
    private readonly programs: ProgramQueries,
  ) {}

  @Get('baru')
  async plan(@Visitor() visit: Visit): Promise<void> {
    await this.showForm(visit, null, { key: randomUUID(), ...this.form.fresh() }, null);
  }

  @Post('baru')
  async add(@Visitor() visit: Visit, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const typed = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(ProgramBody, { ...bodyOf(typed), kind: typed.kind });
      const request = { route: 'console program', caller: actor.userId, key: typed.key, body };
      return this.creation.run(request, (tx) => this.createProgram.run(tx, actor, body));
    });
    if ('problem' in added) await this.showForm(visit, null, typed, added.problem);
    else await reply.redirect(`${base}/${added.value}?done=program_added`, 303);
  }

  @Get(':id/ubah')
  async edit(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.showForm(visit, id, this.form.of(await this.programs.program(visit.actor, id)), null);
  }

  @Post(':id/ubah')
  async change(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const changed = await attempt(async () => {
      const plans = await this.form.plans(visit, false);
      const body = await readChange(ProgramChange, bodyOf(typed), { plans, typed });
      await this.creation.change((tx) => this.createProgram.change(tx, visit.actor, id, body));
    });
    if ('problem' in changed) await this.showForm(visit, id, typed, changed.problem);
    else await visit.reply.redirect(`${base}/${id}?done=saved`, 303);
  }

  private async showForm(visit: Visit, id: string | null, typed: Typed, problem: Problem | null): Promise<void> {
    const isNew = id === null;
    const view = {
      section: 'programs' as const,
      path: isNew ? `${base}/baru` : `${base}/${id}/ubah`,
      title: this.pages.text(visit, isNew ? 'program_new' : 'program_edit'),
      lead: isNew ? this.pages.text(visit, 'program_lead') : null,
      backHref: isNew ? base : `${base}/${id}`,
    };
    await this.pages.form(visit, view, { plans: await this.form.plans(visit, isNew), typed, problem });
  }
}

function bodyOf({ title, theme, description, fiscalYear, fundingSource, minimumAttendance, ...typed }: Typed) {
  return {
    ...{ title, theme, description, fundingSource },
    fiscalYear: numberIn(fiscalYear),
    minimumAttendance: numberIn(minimumAttendance),
    partnerIds: listIn(typed.partnerIds),
    requiredFields: listIn(typed.requiredFields),
  };
}
