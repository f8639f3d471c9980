import { Injectable } from '@nestjs/common';
import type { Candidate } from '../../selection/applicants.queries.js';
import type { Board } from '../../selection/selection.queries.js';
import { isUndecided } from '../../selection/selection.rules.js';
import { batchHref } from '../batch-frame.js';
import type { Typed } from '../console-forms.js';
import { DecideTogether, type Decision, type Undecided } from '../participants/decide-together.js';
import { DecisionPage } from '../participants/decision-page.js';
import type { Visit } from '../visit.js';
import { restWords, type Ticked } from './board-view.js';

interface Plan {
  readonly decision: Decision;
  readonly reason: string;
  /** In the order of the ranking. */
  readonly people: readonly Candidate[];
}

/** What is decided on the board: the ticked ones are confirmed, the others wait or are rejected when that is asked for. */
@Injectable()
export class BoardDecisions {
  constructor(
    private readonly confirmation: DecisionPage,
    private readonly deciding: DecideTogether,
  ) {}

  /** Shows what will be done, and how many mails go out. */
  async ask(visit: Visit, board: Board, ticked: Ticked, typed: Typed): Promise<void> {
    const { reason = '', rest = '', restReason = '' } = typed;
    const path = batchHref(board.batch.id, '/seleksi');
    await this.confirmation.show(visit, board.batch, {
      tab: 'selection',
      plans: plansOf(board, ticked, typed),
      hidden: { n: [...ticked].join(','), reason, rest, restReason },
      action: `${path}/tetapkan`,
      backHref: path,
      backAction: path,
    });
  }

  /** Each by itself; answers those who stay as they were, with the reason. */
  async run({ actor }: Visit, board: Board, ticked: Ticked, typed: Typed): Promise<Undecided[]> {
    const undecided: Undecided[] = [];
    for (const { decision, reason, people } of plansOf(board, ticked, typed)) {
      const ids = people.map(({ id }) => id);
      undecided.push(...(await this.deciding.run(actor, { ids, decision, ...(reason === '' ? {} : { reason }) })));
    }
    return undecided;
  }
}

function plansOf({ ranking }: Board, ticked: Ticked, { reason = '', rest, restReason = '' }: Typed): Plan[] {
  const open = ranking.map(({ applicant }) => applicant).filter(isUndecided);
  const chosen = open.filter(({ sequence }) => ticked.has(sequence));
  const others = open.filter(({ sequence }) => !ticked.has(sequence));
  const decision = restWords.find((word) => word === rest);
  return [
    { decision: 'confirm', reason, people: chosen },
    ...(decision === undefined ? [] : [{ decision, reason: restReason, people: others }]),
  ];
}
