import { Injectable } from '@nestjs/common';
import { formField, type FieldPlan } from '../../http/form-fields.js';
import type { BatchView } from '../../programs/batch.views.js';
import { registrationStatuses } from '../../registrations/registration.rules.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import { EarlierTrainings, type EarlierByRegistration } from '../../selection/earlier-trainings.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { ConsoleQueries } from '../console.queries.js';
import type { Visit } from '../visit.js';
import { decisions } from './decide-together.js';
import { chosenColumns, chosenMark, columnHeading, columnWords } from './participant-columns.js';
import { filterPlans, filterQuery, participantFilter } from './participant-filter.js';
import { participantRow } from './participant-row.js';
import { ParticipantQueries } from './participant.queries.js';

/** The parts of the page on which participants are listed. */
@Injectable()
export class ListParts {
  constructor(
    private readonly pages: ConsolePages,
    private readonly queries: ConsoleQueries,
    private readonly participants: ParticipantQueries,
    private readonly earlier: EarlierTrainings,
  ) {}

  async filters(visit: Visit, id: string) {
    const { first, more } = filterPlans(visit, this.pages, await this.participants.regencies(visit.actor, id));
    const fill = (plan: FieldPlan) => formField(plan, visit.query[plan.name] ?? '', null);
    const checks = columnWords.map((word): [string, string] => [word, columnHeading(word, visit, this.pages)]);
    const columns: FieldPlan = {
      name: 'kolom',
      label: this.pages.text(visit, 'selection:columns'),
      checks,
      required: true,
    };
    return {
      filters: first.map(fill),
      moreFilters: more.map(fill),
      moreOpen: more.some(({ name }) => (visit.query[name] ?? '') !== ''),
      columnField: formField(columns, chosenColumns(visit).join(','), null),
      columnMark: chosenMark,
      filtered: Object.keys(participantFilter(visit)).length > 0,
      allHref: batchHref(id, '/peserta'),
    };
  }

  async table(visit: Visit, batch: BatchView, items: readonly RegistrationView[]) {
    const columns = chosenColumns(visit);
    const none: EarlierByRegistration = new Map();
    const trainings = columns.includes('earlier') ? await this.earlier.ofBatch(visit.actor, batch.id) : none;
    const context = { visit, pages: this.pages, batch, trainings };
    const picked = visit.query.pilih === 'semua';
    const after = visit.query.after === undefined ? {} : { after: visit.query.after };
    return {
      columns: columns.map((column) => ({ text: columnHeading(column, visit, this.pages) })),
      rows: items.map((row) => ({
        ...participantRow(row, columns, context),
        picked,
        choosable: batch.status === 'published',
      })),
      pickHref: `${batchHref(batch.id, '/peserta')}?${filterQuery(visit, { ...after, pilih: 'semua' })}`,
      pickedCount: picked ? items.length : 0,
    };
  }

  async counts(visit: Visit, id: string) {
    const counts = await this.queries.counts(visit.actor, id);
    return registrationStatuses.map((word) => ({
      label: this.pages.text(visit, `filter_${word}`),
      count: counts[word],
      href: `${batchHref(id, '/peserta')}?${filterQuery(visit, { status: word })}`,
    }));
  }

  decisionFields(visit: Visit) {
    const words = decisions.map((word): [string, string] => [word, this.pages.text(visit, `decide_${word}`)]);
    const groups = [{ group: '', items: words }];
    const plans: FieldPlan[] = [
      { name: 'decision', label: this.pages.text(visit, 'f_decision'), groups, required: true },
      { name: 'reason', label: this.pages.text(visit, 'f_reason'), hint: this.pages.text(visit, 'f_reason_hint') },
    ];
    return plans.map((plan) => formField(plan, '', null));
  }
}
