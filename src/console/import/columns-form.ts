import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import { Masthead } from '../../http/masthead.js';
import { regionGroups } from '../../http/region-options.js';
import { regions } from '../../kernel/regions.js';
import type { FieldError } from '../../kernel/problems.js';
import { maskNik } from '../../participants/masked-nik.js';
import { PublicBatches } from '../../programs/public-batches.js';
import {
  columnLetter,
  importFields,
  importKinds,
  mappingFaults,
  neededFields,
  type ColumnMapping,
  type ImportField,
  type ImportNeeds,
} from '../../registrations/import/import-columns.rules.js';
import type { ImportSheet } from '../../registrations/import/import-drafts.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages, type FilledIn } from '../console-pages.js';
import type { Visit } from '../visit.js';

const examples = 3;
const longestExample = 24;

/** The fields by which the columns of a spreadsheet are mapped. */
@Injectable()
export class ColumnsForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
    private readonly batches: PublicBatches,
  ) {}

  /** What the program needs stands open, everything else folded away. */
  async plans(visit: Visit, batchId: string, sheet: ImportSheet): Promise<Pick<FilledIn, 'plans' | 'more'>> {
    const needs = await this.needs(batchId);
    const first = new Set<ImportField>([...neededFields(needs), 'nik', 'regency', 'kind', 'enterprise']);
    const plan = (field: ImportField) => this.plan(visit, sheet, field, neededFields(needs).includes(field));
    return {
      plans: importFields.filter((field) => first.has(field)).map(plan),
      more: {
        title: this.pages.text(visit, 'import:more_columns'),
        lead: this.pages.text(visit, 'import:more_columns_lead'),
        plans: [...importFields.filter((field) => !first.has(field)).map(plan), ...(await this.defaults(visit))],
      },
    };
  }

  async faults(batchId: string, mapping: ColumnMapping): Promise<FieldError[]> {
    const faults = mappingFaults(mapping, await this.needs(batchId));
    return faults.map(({ field, code }) => ({ field: nameOf(field), code }));
  }

  private async needs(batchId: string): Promise<ImportNeeds> {
    return (await this.batches.one(batchId)).requirements;
  }

  private plan(visit: Visit, sheet: ImportSheet, field: ImportField, required: boolean): FieldPlan {
    const items = sheet.header.map((heading, at): [string, string] => [
      String(at),
      `${columnLetter(at)} · ${heading === '' ? samples(sheet, at, field) : heading}`,
    ]);
    const hint = this.pages.text(visit, `import:hint_${field}`);
    const label = this.pages.text(visit, `import:col_${field}`);
    return { name: nameOf(field), label, hint, groups: [{ group: '', items }], required };
  }

  private async defaults(visit: Visit): Promise<FieldPlan[]> {
    const office = await this.masthead.office();
    const text = (key: string) => this.pages.text(visit, `import:${key}`);
    const kinds = importKinds.map((word): [string, string] => [word, text(`word_kind_${word}`)]);
    return [
      { name: 'all.regencyCode', label: text('all_regency'), groups: regionGroups(office?.provinceCode ?? '') },
      { name: 'all.kind', label: text('all_kind'), groups: [{ group: '', items: kinds }] },
    ];
  }
}

/** The first values of a column without a heading, so that one knows it; of a NIK only its beginning. */
function samples({ rows }: ImportSheet, column: number, field: ImportField): string {
  const values = rows.map(({ cells }) => cells[column] ?? '').filter((value) => value !== '');
  const shown = values.slice(0, examples).map((value) => value.slice(0, longestExample));
  return shown.map((value) => (field === 'nik' || /^\d{16}$/.test(value) ? maskNik(value) : value)).join(', ');
}

function nameOf(field: ImportField): string {
  return `column.${field}`;
}

/** What was chosen, as far as the spreadsheet has such columns. */
export function mappingOf(typed: Typed, width: number): ColumnMapping {
  const columns = importFields.flatMap((field): [ImportField, number][] => {
    const at = typed[nameOf(field)] ?? '';
    return /^\d{1,3}$/.test(at) && Number(at) < width ? [[field, Number(at)]] : [];
  });
  const regencyCode = typed['all.regencyCode'] ?? '';
  const kind = importKinds.find((word) => word === typed['all.kind']);
  return {
    columns: Object.fromEntries(columns),
    defaults: { ...(regions.isRegency(regencyCode) ? { regencyCode } : {}), ...(kind === undefined ? {} : { kind }) },
  };
}

export function typedMapping(mapping: ColumnMapping | null): Typed {
  if (mapping === null) return {};
  const columns = Object.entries(mapping.columns).map(([field, at]): [string, string] => [
    `column.${field}`,
    String(at),
  ]);
  const { regencyCode = '', kind = '' } = mapping.defaults;
  return { ...Object.fromEntries(columns), 'all.regencyCode': regencyCode, 'all.kind': kind };
}
