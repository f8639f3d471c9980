import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { Clock } from '../../kernel/clock.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { formatNumber, romanNumeral } from '../../kernel/numbers.js';
import { regions } from '../../kernel/regions.js';
import type { RegistrationStatus } from '../../registrations/registration.rules.js';
import type { Candidate } from '../../selection/applicants.queries.js';
import { SelectionQueries, type Board } from '../../selection/selection.queries.js';
import type { Ranked } from '../../selection/selection.rules.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { BoardView } from './board-view.js';

const outcomes: readonly RegistrationStatus[] = ['confirmed', 'waitlisted', 'rejected', 'submitted'];

/** Berita acara of a selection, to print and sign: criteria, ranking, decisions and reasons. It holds no NIK. */
@ApiExcludeController()
@Controller('console/angkatan/:id/seleksi/berita-acara')
export class MinutesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly selection: SelectionQueries,
    private readonly board: BoardView,
    private readonly clock: Clock,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const board = await this.selection.board(visit.actor, id);
    const { batch, criteria, ranking } = board;
    const at = formatInstant(this.clock.now(), { locale: visit.locale, zone: batch.timeZone });
    const view = {
      failure: null,
      intro: this.pages.text(visit, 'selection:minutes_intro', {
        at,
        title: batch.program.title,
        number: romanNumeral(batch.number),
        count: ranking.length,
        capacity: batch.capacity,
      }),
      criteria: criteria.map((criterion) => this.board.criterion(visit, criterion)),
      sums: this.sums(visit, board),
      rows: ranking.map((ranked) => this.row(visit, ranked)),
      backHref: batchHref(id, '/seleksi'),
      madeBy: this.pages.text(visit, 'selection:minutes_made', { name: visit.actor.name, at }),
    };
    await this.frame.show(visit, batch, 'minutes', {
      tab: 'selection',
      path: batchHref(id, '/seleksi/berita-acara'),
      view,
    });
  }

  private sums(visit: Visit, { ranking }: Board) {
    return outcomes.map((status) => ({
      label: this.pages.text(visit, `filter_${status}`),
      count: ranking.filter(({ applicant }) => applicant.status === status).length,
    }));
  }

  private row(visit: Visit, { rank, total, applicant }: Ranked<Candidate>) {
    const { name, code, regencyCode, enterpriseName, status, reason, earlier } = applicant;
    return {
      ...{ rank, name, code, earlier },
      region: regencyCode === null ? '' : (regions.regency(regencyCode)?.name ?? regencyCode),
      enterprise: enterpriseName ?? '',
      total: formatNumber(total, visit.locale),
      decision: this.pages.text(visit, `filter_${status}`),
      reason: reason ?? '',
    };
  }
}
