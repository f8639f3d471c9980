import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { SaveCriteria } from '../../selection/save-criteria.js';
import { CriteriaBody } from '../../selection/selection.dto.js';
import { SelectionQueries } from '../../selection/selection.queries.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, readBody, statusOf, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { CriteriaForm } from './criteria-form.js';

/** By what the applicants of a batch are ranked. */
@ApiExcludeController()
@Controller('console/angkatan/:id/seleksi/kriteria')
export class CriteriaPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly form: CriteriaForm,
    private readonly selection: SelectionQueries,
    private readonly saveCriteria: SaveCriteria,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, this.form.of(await this.selection.criteria(visit.actor, id)), null);
  }

  @Post()
  async save(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    await this.frame.batch(visit, id);
    const saved = await attempt(async () => {
      const body = await readBody(CriteriaBody, this.form.body(typed));
      await this.saveCriteria.run(visit.actor, id, body);
    });
    if ('problem' in saved) await this.show(visit, id, typed, saved.problem);
    else await visit.reply.redirect(`${batchHref(id, '/seleksi')}?done=selection.criteria`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const faults = problem instanceof InvalidInput ? this.form.atFields(problem, typed) : [];
    const parts = await this.form.parts(visit, typed, faults);
    const view = {
      failure: problem instanceof InvalidInput ? null : this.pages.failure(visit, problem),
      parts,
      errors: parts.flatMap(({ title, fields }) =>
        fields.flatMap(({ id: field, error }) => (error === null ? [] : [{ id: field, label: title, text: error }])),
      ),
      action: batchHref(id, '/seleksi/kriteria'),
      backHref: batchHref(id, '/seleksi'),
    };
    await this.frame.show(visit, batch, 'criteria', {
      tab: 'selection',
      status: statusOf(problem),
      path: batchHref(id, '/seleksi/kriteria'),
      view,
    });
  }
}
