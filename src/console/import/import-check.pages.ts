import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { renderTables } from '../../documents/table-workbook.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { CheckImport, type CheckedImport } from '../../registrations/import/check-import.js';
import { ImportDrafts, type DraftKey } from '../../registrations/import/import-drafts.js';
import { ImportFaults } from '../../registrations/import/import-faults.js';
import { importModes } from '../../registrations/import/import-figures.rules.js';
import { RunImport } from '../../registrations/import/run-import.js';
import { attempt, typedOf, type Typed } from '../console-forms.js';
import { Visitor, type Visit } from '../visit.js';
import { CheckView } from './check-view.js';
import { importHref } from './import-frame.js';

/** The last steps of an import: what would become of each row, the decision, and what became of them. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/impor/:draft')
export class ImportCheckPages {
  constructor(
    private readonly view: CheckView,
    private readonly check: CheckImport,
    private readonly runImport: RunImport,
    private readonly drafts: ImportDrafts,
    private readonly faults: ImportFaults,
  ) {}

  @Get()
  async look(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
  ): Promise<void> {
    await this.show(visit, { batchId, draftId }, { mode: 'good', mail: 'true' }, null);
  }

  @Post()
  async run(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const typed = typedOf(sent);
    const key = { batchId, draftId };
    const wish = {
      mode: importModes.find((mode) => mode === typed.mode) ?? 'all',
      consent: typed.consent === 'true',
      tellThem: typed.mail === 'true',
      locale: visit.locale,
    };
    const done = await attempt(() => this.runImport.run(visit.actor, key, wish));
    if ('problem' in done) await this.show(visit, key, typed, done.problem);
    else await visit.reply.redirect(importHref(batchId, `/${draftId}`), 303);
  }

  @Get('galat')
  async faultyRows(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
  ): Promise<void> {
    const checked = await this.check.run(visit.actor, { batchId, draftId }, visit.locale);
    const { importedAt, createdAt } = checked.draft;
    const sheet = importedAt === null ? this.faults.withReasons(checked, visit.locale) : checked.sheet;
    const { name, file } = this.view.faultyFile(visit);
    const table = { name, header: sheet.header, rows: sheet.rows.map(({ cells }) => cells) };
    await visit.reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${file}"`)
      .send(await renderTables([table], { title: name, creator: '', madeAt: importedAt ?? createdAt }));
  }

  @Post('batal')
  async discard(
    @Visitor() visit: Visit,
    @Param('id', IdParam) batchId: string,
    @Param('draft', IdParam) draftId: string,
  ): Promise<void> {
    await this.drafts.discard(visit.actor, { batchId, draftId });
    await visit.reply.redirect(`${importHref(batchId)}?done=import.discarded`, 303);
  }

  private async show(visit: Visit, key: DraftKey, typed: Typed, problem: Problem | null): Promise<void> {
    const checked: CheckedImport = await this.check.run(visit.actor, key, visit.locale);
    const { batchId, draftId } = key;
    if (checked.draft.outcome !== null) await this.view.done(visit, key, checked.draft.outcome);
    else if (checked.draft.mapping === null) await visit.reply.redirect(importHref(batchId, `/${draftId}/kolom`), 303);
    else await this.view.check(visit, checked, typed, problem);
  }
}
