import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { formField, type FieldPlan } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { InvalidInput, type Problem } from '../kernel/problems.js';
import { RegistrationQueries } from '../registrations/registration.queries.js';
import { registrationStatuses } from '../registrations/registration.rules.js';
import { seatBars } from './batch-card.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, listIn, readBody, typedOf } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { ConsoleQueries } from './console.queries.js';
import { DecideTogether, DecisionBody, decisions, type Undecided } from './decide-together.js';
import { participantRow } from './participant-row.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const perPage = 100;
const longestSearch = 100;

/** Who applied for a batch: search, filter, and decide about many at once beside the seats that fill. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta')
export class ParticipantsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly registrations: RegistrationQueries,
    private readonly queries: ConsoleQueries,
    private readonly deciding: DecideTogether,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, []);
  }

  /** Decides about each by itself: who can't be seated is named with the reason, the others are decided. */
  @Post()
  async decide(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const { ids, decision, reason = '' } = typedOf(sent);
    const plain = { ids: listIn(ids), decision, ...(reason === '' ? {} : { reason }) };
    const wanted = await attempt(() => readBody(DecisionBody, plain));
    if ('problem' in wanted) {
      await this.show(visit, id, [], this.misread(visit, wanted.problem));
      return;
    }
    const undecided = await this.deciding.run(visit.actor, wanted.value);
    if (undecided.length > 0) await this.show(visit, id, undecided);
    else await visit.reply.redirect(`${batchHref(id, '/peserta')}?${query(visit, { done: 'decided' })}`, 303);
  }

  private misread(visit: Visit, problem: Problem): string {
    const long = problem instanceof InvalidInput && problem.errors.every(({ field }) => field === 'reason');
    return this.pages.text(visit, long ? 'reason_too_long' : 'decide_nothing');
  }

  private async show(visit: Visit, id: string, undecided: readonly Undecided[], failure?: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const { status, q } = filter(visit);
    const page = {
      ...pageIn(visit, perPage),
      ...(status === undefined ? {} : { status }),
      ...(q === undefined ? {} : { q }),
    };
    const { items, next } = await this.registrations.list(visit.actor, id, page);
    const view = {
      failure: failure ?? null,
      undecided: undecided.map(({ name, problem }) => ({
        name,
        why: this.pages.failure(visit, problem),
      })),
      filters: this.filters(visit),
      bars: seatBars(batch, visit, this.pages),
      counts: await this.counts(visit, id),
      rows: items.map((registration) => participantRow(registration, visit, this.pages)),
      next: next === null ? null : `${batchHref(id, '/peserta')}?${query(visit, { after: next })}`,
      action: `${batchHref(id, '/peserta')}?${query(visit, {})}`,
      decide: batch.status === 'published' ? this.decisionFields(visit) : null,
      add:
        batch.status === 'published'
          ? {
              door: batchHref(id, '/peserta/datang'),
              behalf: batchHref(id, '/peserta/baru'),
              sheet: batchHref(id, '/peserta/impor'),
            }
          : null,
    };
    const answer = failure === undefined && undecided.length === 0 ? 200 : 409;
    await this.frame.show(visit, batch, 'participants', { tab: 'participants', status: answer, view });
  }

  private filters(visit: Visit) {
    const { status, q } = filter(visit);
    const words = registrationStatuses.map((word): [string, string] => [
      word,
      this.pages.text(visit, `filter_${word}`),
    ]);
    const plans: readonly (readonly [FieldPlan, string])[] = [
      [{ name: 'q', label: this.pages.text(visit, 'f_search'), type: 'search', filter: true, required: true }, q ?? ''],
      [
        {
          name: 'status',
          label: this.pages.text(visit, 'f_status'),
          groups: [{ group: '', items: words }],
          filter: true,
          required: true,
        },
        status ?? '',
      ],
    ];
    return plans.map(([plan, value]) => formField(plan, value, null));
  }

  private decisionFields(visit: Visit) {
    const words = decisions.map((word): [string, string] => [word, this.pages.text(visit, `decide_${word}`)]);
    const plans: FieldPlan[] = [
      {
        name: 'decision',
        label: this.pages.text(visit, 'f_decision'),
        groups: [{ group: '', items: words }],
        required: true,
      },
      { name: 'reason', label: this.pages.text(visit, 'f_reason'), hint: this.pages.text(visit, 'f_reason_hint') },
    ];
    return plans.map((plan) => formField(plan, '', null));
  }

  private async counts(visit: Visit, id: string) {
    const counts = await this.queries.counts(visit.actor, id);
    return registrationStatuses.map((word) => ({
      label: this.pages.text(visit, `filter_${word}`),
      count: counts[word],
      href: `${batchHref(id, '/peserta')}?status=${word}`,
    }));
  }
}

function filter({ query: { status, q } }: Visit) {
  return {
    status: registrationStatuses.find((word) => word === status),
    q: q?.trim().slice(0, longestSearch),
  };
}

/** The filter of the list, and something more. */
function query(visit: Visit, more: Readonly<Record<string, string>>): string {
  const given = Object.entries(filter(visit)).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams([...given, ...Object.entries(more)]).toString();
}
