import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { ManageSignatories } from '../../identity/manage-signatories.js';
import type { Problem } from '../../kernel/problems.js';
import { ChooseSignatory } from '../../programs/choose-signatory.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

const main = 'utama';

/** Who signs the certificates of one batch. */
@ApiExcludeController()
@Controller('console/angkatan/:id/penanda-tangan')
export class BatchSignatoryPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly signatories: ManageSignatories,
    private readonly choose: ChooseSignatory,
  ) {}

  @Get()
  async edit(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const chosen = await this.choose.chosen(visit.actor, id);
    await this.show(visit, id, { signatory: chosen ?? main }, null);
  }

  @Post()
  async change(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const { signatory = main } = typed;
    const done = await attempt(() => this.choose.run(visit.actor, id, signatory === main ? null : signatory));
    if ('problem' in done) await this.show(visit, id, typed, done.problem);
    else await visit.reply.redirect(`${batchHref(id, '/sertifikat')}?done=saved`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { program } = await this.frame.batch(visit, id);
    const all = await this.signatories.list(visit.actor);
    const choices = all.map(({ id: own, name, title, isDefault }): [string, string] => [
      isDefault ? main : (own ?? main),
      isDefault ? this.pages.text(visit, 'settings:main_of', { name, title }) : `${name}, ${title}`,
    ]);
    const label = this.pages.text(visit, 'settings:signatory_of_batch');
    const hint = this.pages.text(visit, 'settings:signatory_of_batch_hint');
    const view = {
      section: 'programs' as const,
      path: batchHref(id, '/penanda-tangan'),
      title: label,
      lead: program.title,
      backHref: batchHref(id, '/sertifikat'),
    };
    const plans = [{ name: 'signatory', label, hint, choices, required: true }];
    await this.pages.form(visit, view, { plans, typed, problem });
  }
}
