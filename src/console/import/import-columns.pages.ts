import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { ImportDrafts, type DraftKey } from '../../registrations/import/import-drafts.js';
import { attempt, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { ColumnsForm, mappingOf, typedMapping } from './columns-form.js';
import { ImportFrame, importHref } from './import-frame.js';

/** The second step of an import: which column is what. Filled in as far as the headings tell. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/impor/:draft/kolom')
export class ImportColumnsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: ImportFrame,
    private readonly form: ColumnsForm,
    private readonly drafts: ImportDrafts,
  ) {}

  @Get()
  async open(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
  ): Promise<void> {
    const { draft } = await this.drafts.open(visit.actor, { batchId, draftId });
    await this.show(visit, { batchId, draftId }, typedMapping(draft.mapping), null);
  }

  @Post()
  async map(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const key = { batchId, draftId };
    const { sheet } = await this.drafts.open(visit.actor, key);
    const typed = typedOf(sent);
    const mapped = await attempt(async () => {
      const mapping = mappingOf(typed, sheet.header.length);
      const faults = await this.form.faults(batchId, mapping);
      if (faults.length > 0) throw new InvalidInput(faults);
      await this.drafts.setMapping(visit.actor, key, mapping);
    });
    if ('problem' in mapped) await this.show(visit, key, typed, mapped.problem);
    else await visit.reply.redirect(importHref(batchId, `/${draftId}`), 303);
  }

  private async show(visit: Visit, key: DraftKey, typed: Typed, problem: Problem | null): Promise<void> {
    const { batchId, draftId } = key;
    const path = importHref(batchId, `/${draftId}/kolom`);
    const { sheet } = await this.drafts.open(visit.actor, key);
    const view = await this.frame.view(visit, { batchId, step: 'columns', path });
    const read = this.pages.text(visit, sheet.name === null ? 'import:read_text' : 'import:read_sheet', {
      rows: sheet.rows.length,
      sheet: sheet.name ?? '',
    });
    const others = sheet.others === 0 ? null : this.pages.text(visit, 'import:other_sheets', { count: sheet.others });
    const filled = { ...(await this.form.plans(visit, batchId, sheet)), typed, problem };
    const submit = this.pages.text(visit, 'import:columns_submit');
    await this.pages.form(visit, { ...view, read, others }, { ...filled, submit }, 'import-columns');
  }
}
