import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { SelectionQueries, type Board } from '../../selection/selection.queries.js';
import { isUndecided } from '../../selection/selection.rules.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { listIn, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Undecided } from '../participants/decide-together.js';
import { Visitor, type Visit } from '../visit.js';
import { BoardDecisions } from './board-decisions.js';
import { BoardView, proposedTicks, type Ticked } from './board-view.js';

const longestReason = 500;

interface Shown {
  readonly typed: Typed;
  readonly ticked?: Ticked;
  readonly failure?: string;
  readonly undecided?: readonly Undecided[];
}

/** The selection of participants: who is ranked where and why, beside the groups that fill while one chooses. */
@ApiExcludeController()
@Controller('console/angkatan/:id/seleksi')
export class BoardPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly selection: SelectionQueries,
    private readonly view: BoardView,
    private readonly decisions: BoardDecisions,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, await this.selection.board(visit.actor, id), { typed: {} });
  }

  /** Counts what is ticked, ticks who is proposed, or shows what will be decided, as the button says. */
  @Post()
  async choose(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const board = await this.selection.board(visit.actor, id);
    const ticked = ticksIn(typed, board);
    if (typed.go === 'propose') await this.show(visit, board, { typed, ticked: proposedTicks(board) });
    else if (typed.go === 'review') await this.review(visit, board, ticked, typed);
    else await this.show(visit, board, { typed, ticked });
  }

  /** Confirms the ticked ones in the order of the ranking, then decides about the others. */
  @Post('tetapkan')
  async decide(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const board = await this.selection.board(visit.actor, id);
    const ticked = ticksIn(typed, board);
    const fault = this.fault(visit, ticked, typed);
    if (fault !== null) {
      await this.show(visit, board, { typed, ticked, failure: fault });
      return;
    }
    const undecided = await this.decisions.run(visit, board, ticked, typed);
    if (undecided.length === 0) await visit.reply.redirect(`${batchHref(id, '/seleksi')}?done=decided`, 303);
    else await this.show(visit, await this.selection.board(visit.actor, id), { typed: {}, undecided });
  }

  private async review(visit: Visit, board: Board, ticked: Ticked, typed: Typed): Promise<void> {
    const failure = this.fault(visit, ticked, typed);
    if (failure === null) await this.decisions.ask(visit, board, ticked, typed);
    else await this.show(visit, board, { typed, ticked, failure });
  }

  private fault(visit: Visit, ticked: Ticked, { rest = '', reason = '', restReason = '' }: Typed): string | null {
    if (ticked.size === 0 && rest === '') return this.pages.text(visit, 'selection:choose_nobody');
    if (rest === 'reject' && restReason === '') return this.pages.text(visit, 'selection:rest_reason_missing');
    const long = Math.max(reason.length, restReason.length) > longestReason;
    return long ? this.pages.text(visit, 'reason_too_long') : null;
  }

  private async show(visit: Visit, board: Board, { typed, ticked = new Set(), ...trouble }: Shown): Promise<void> {
    const { failure = null, undecided = [] } = trouble;
    const view = {
      failure,
      undecided: undecided.map(({ name, problem }) => ({ name, why: this.pages.failure(visit, problem) })),
      ...this.view.of(visit, board, ticked, typed),
    };
    const status = failure !== null ? 422 : undecided.length > 0 ? 409 : 200;
    await this.frame.show(visit, board.batch, 'selection', { tab: 'selection', status, view });
  }
}

/** Whom a number names, if there is still something to decide about them. */
function ticksIn({ n }: Typed, { ranking }: Board): Ticked {
  const named = new Set(listIn(n).map(Number));
  const open = ranking.map(({ applicant }) => applicant).filter(isUndecided);
  return new Set(open.map(({ sequence }) => sequence).filter((sequence) => named.has(sequence)));
}
