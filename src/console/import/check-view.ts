import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import type { Problem } from '../../kernel/problems.js';
import type { CheckedImport } from '../../registrations/import/check-import.js';
import { ForecastImport } from '../../registrations/import/forecast-import.js';
import type { DraftKey } from '../../registrations/import/import-drafts.js';
import { figuresOf, type ImportFigures, type ImportOutcome } from '../../registrations/import/import-figures.rules.js';
import { batchHref } from '../batch-frame.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { ImportFrame, importHref } from './import-frame.js';
import { RowTables } from './row-tables.js';

/** What is shown before and after a spreadsheet is imported. */
@Injectable()
export class CheckView {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: ImportFrame,
    private readonly tables: RowTables,
    private readonly forecast: ForecastImport,
  ) {}

  async check(visit: Visit, checked: CheckedImport, typed: Typed, problem: Problem | null): Promise<void> {
    const { id: draftId, batchId } = checked.draft;
    const path = importHref(batchId, `/${draftId}`);
    const figures = figuresOf(checked.rows);
    const view = await this.frame.view(visit, { batchId, step: 'check', path });
    const forecast = await this.forecast.run(batchId, checked.rows);
    const shown = {
      figures: this.figures(visit, figures),
      forecast: this.states(visit, forecast),
      kinds: this.tables.kinds(visit, checked),
      faults: this.tables.faults(visit, checked),
      preview: this.tables.preview(visit, checked),
      columnsHref: `${path}/kolom`,
      faultsHref: figures.faulty === 0 ? null : `${path}/galat`,
      nothingNew: figures.fresh === 0,
    };
    const filled = { plans: this.plans(visit, figures), typed, problem };
    const submit = this.pages.text(visit, 'import:submit', { count: figures.fresh });
    await this.pages.form(visit, { ...view, ...shown }, { ...filled, submit }, 'import-check');
  }

  async done(visit: Visit, { batchId, draftId }: DraftKey, outcome: ImportOutcome): Promise<void> {
    const path = importHref(batchId, `/${draftId}`);
    const view = await this.frame.view(visit, { batchId, step: 'done', path });
    await this.pages.show(visit, 'import-done', {
      ...view,
      summary: this.pages.text(visit, 'import:done_summary', { count: outcome.fresh }),
      figures: this.figures(visit, outcome),
      states: this.states(visit, outcome),
      faultsHref: outcome.faulty === 0 ? null : `${path}/galat`,
      listHref: batchHref(batchId, '/peserta'),
      againHref: importHref(batchId),
    });
  }

  /** Of the workbook with the rows that have faults. */
  faultyFile(visit: Visit): { readonly name: string; readonly file: string } {
    const text = (key: string) => this.pages.text(visit, `import:${key}`);
    return { name: text('sheet_faulty'), file: text('faulty_file') };
  }

  private figures(visit: Visit, { rows, fresh, there, faulty }: ImportFigures) {
    return Object.entries({ rows, fresh, there, faulty }).map(([word, count]) => ({
      label: this.pages.text(visit, `import:figure_${word}`),
      count,
      tone: word === 'faulty' && count > 0 ? 'figure-bad' : '',
    }));
  }

  private states(visit: Visit, states: Pick<ImportOutcome, 'confirmed' | 'waitlisted' | 'submitted'>): string[] {
    const { confirmed, waitlisted, submitted } = states;
    return Object.entries({ confirmed, waitlisted, submitted })
      .filter(([, count]) => count > 0)
      .map(([word, count]) => this.pages.text(visit, `import:state_${word}`, { count }));
  }

  private plans(visit: Visit, { fresh, faulty }: ImportFigures): FieldPlan[] {
    const text = (key: string, params = {}) => this.pages.text(visit, `import:${key}`, params);
    const modes: [string, string][] = [
      ['good', text('mode_good', { fresh, faulty })],
      ['all', text('mode_all')],
    ];
    return [
      ...(faulty === 0 ? [] : [{ name: 'mode', label: text('f_mode'), choices: modes, required: true }]),
      {
        name: 'consent',
        label: text('f_consent'),
        hint: text('f_consent_hint'),
        checks: [['true', text('consent')]],
        required: true,
      },
      { name: 'mail', label: text('f_mail'), checks: [['true', text('mail')]], required: true },
    ];
  }
}
