import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, listIn, readBody, typedOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { DecideTogether, DecisionBody, type Undecided } from './decide-together.js';
import { DecisionPage } from './decision-page.js';
import { filterQuery } from './participant-filter.js';
import { ParticipantList } from './participant-list.js';

/** Who applied for a batch: search, filter, and decide about many at once beside the seats that fill. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta')
export class ParticipantsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly list: ParticipantList,
    private readonly confirmation: DecisionPage,
    private readonly deciding: DecideTogether,
  ) {}

  @Get()
  async show(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.list.show(visit, id, { undecided: [], failure: null });
  }

  /**
   * Shows first what will be done; once that is confirmed, decides about each by itself: who can't be seated is named
   * with the reason, the others are decided.
   */
  @Post()
  async decide(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const { ids, decision, reason = '', sure } = typedOf(sent);
    const plain = { ids: listIn(ids), decision, ...(reason === '' ? {} : { reason }) };
    const wanted = await attempt(() => readBody(DecisionBody, plain));
    if ('problem' in wanted) {
      await this.list.show(visit, id, { undecided: [], failure: this.misread(visit, wanted.problem) });
    } else if (sure === 'yes') {
      await this.carryOut(visit, id, wanted.value);
    } else {
      await this.ask(visit, id, wanted.value);
    }
  }

  private async carryOut(visit: Visit, id: string, body: DecisionBody): Promise<void> {
    await this.frame.batch(visit, id);
    const undecided: Undecided[] = await this.deciding.run(visit.actor, body);
    if (undecided.length > 0) await this.list.show(visit, id, { undecided, failure: null });
    else await visit.reply.redirect(this.address(visit, id, { done: 'decided' }), 303);
  }

  private async ask(visit: Visit, id: string, { ids, decision, reason = '' }: DecisionBody): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const people = await this.list.concerned(visit, id, ids);
    await this.confirmation.show(visit, batch, {
      tab: 'participants',
      plans: [{ decision, reason, people }],
      hidden: { ids: ids.join(','), decision, reason },
      action: this.address(visit, id),
      backHref: this.address(visit, id),
    });
  }

  private address(visit: Visit, id: string, more: Readonly<Record<string, string>> = {}): string {
    const query = filterQuery(visit, more);
    return query === '' ? batchHref(id, '/peserta') : `${batchHref(id, '/peserta')}?${query}`;
  }

  private misread(visit: Visit, problem: Problem): string {
    const long = problem instanceof InvalidInput && problem.errors.every(({ field }) => field === 'reason');
    return this.pages.text(visit, long ? 'reason_too_long' : 'decide_nothing');
  }
}
