import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../http/form-fields.js';
import { Clock } from '../kernel/clock.js';
import { defaultMinimumAttendance } from '../programs/program.dto.js';
import { fundingSources, programKinds, requirableFields } from '../programs/program.entity.js';
import { ProgramQueries } from '../programs/program.queries.js';
import type { ProgramView } from '../programs/program.views.js';
import type { Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const mostPartners = 200;

/** The fields of a program, and what stands in them at first. */
@Injectable()
export class ProgramForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly programs: ProgramQueries,
    private readonly clock: Clock,
  ) {}

  fresh(): Typed {
    const fiscalYear = String(this.clock.now().getUTCFullYear());
    return { fiscalYear, fundingSource: 'apbd', minimumAttendance: String(defaultMinimumAttendance) };
  }

  of({ title, theme, description, fiscalYear, fundingSource, minimumAttendance, ...program }: ProgramView): Typed {
    return {
      ...{ title, fundingSource },
      theme: theme ?? '',
      description: description ?? '',
      fiscalYear: String(fiscalYear),
      minimumAttendance: String(minimumAttendance),
      partnerIds: program.partnerIds.join(','),
      requiredFields: program.requiredFields.join(','),
    };
  }

  /** The kind is fixed once and for all: certificates are numbered by it. */
  async plans(visit: Visit, isNew: boolean): Promise<FieldPlan[]> {
    const text = (key: string) => this.pages.text(visit, key);
    const kinds = this.words(visit, 'kind_', programKinds);
    const kind: FieldPlan = { name: 'kind', label: text('f_kind'), choices: kinds, required: true };
    return [...(isNew ? [kind] : []), ...this.own(visit), ...(await this.partners(visit))];
  }

  private own(visit: Visit): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, key);
    const funding = [{ group: '', items: this.words(visit, 'funding_', fundingSources) }];
    const required = this.words(visit, 'required_', requirableFields);
    const number = { inputmode: 'numeric', required: true };
    return [
      { name: 'title', label: text('f_title'), hint: text('f_title_hint'), required: true },
      { name: 'theme', label: text('f_theme') },
      { name: 'description', label: text('f_description'), hint: text('f_description_hint'), multiline: true },
      { name: 'fiscalYear', label: text('f_year'), ...number },
      { name: 'fundingSource', label: text('f_funding'), groups: funding, required: true },
      { name: 'minimumAttendance', label: text('f_minimum'), hint: text('f_minimum_hint'), ...number },
      { name: 'requiredFields', label: text('f_required'), hint: text('f_required_hint'), checks: required },
    ];
  }

  private async partners(visit: Visit): Promise<FieldPlan[]> {
    const { items } = await this.programs.partners(visit.actor, { limit: mostPartners });
    const label = this.pages.text(visit, 'f_partners');
    const hint = this.pages.text(visit, 'f_partners_hint');
    const checks = items.map(({ id, name }): [string, string] => [id, name]);
    return items.length === 0 ? [] : [{ name: 'partnerIds', label, hint, checks }];
  }

  private words(visit: Visit, prefix: string, list: readonly string[]): [string, string][] {
    return list.map((word) => [word, this.pages.text(visit, `${prefix}${word}`)]);
  }
}
