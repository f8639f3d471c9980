import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import { formatInstant } from '../kernel/date-texts.js';
import { InvalidInput, type Problem } from '../kernel/problems.js';
import { regions } from '../kernel/regions.js';
import { BatchLife } from '../programs/batch-life.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { publicationErrors } from '../programs/batch.rules.js';
import type { BatchView } from '../programs/batch.views.js';
import { seatBars } from './batch-card.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, statusOf, type Attempt } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { Visitor, type Visit } from './visit.js';

/** One batch at a glance, and its life: publish with a checklist, complete. */
@ApiExcludeController()
@Controller('console/angkatan/:id')
export class BatchPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly batches: BatchQueries,
    private readonly life: BatchLife,
  ) {}

  @Get()
  async overview(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  @Post('terbit')
  async publish(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.answer(visit, id, 'published', await attempt(() => this.life.publish(visit.actor, id)));
  }

  @Post('selesai')
  async complete(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.answer(visit, id, 'completed', await attempt(() => this.life.complete(visit.actor, id)));
  }

  private async answer(visit: Visit, id: string, word: string, done: Attempt<void>): Promise<void> {
    if ('problem' in done) await this.show(visit, id, done.problem);
    else await visit.reply.redirect(`${batchHref(id)}?done=batch_${word}`, 303);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const view = {
      failure: problem instanceof InvalidInput ? null : this.pages.failure(visit, problem),
      checklist: batch.status === 'draft' ? await this.checklist(visit, batch) : null,
      facts: this.facts(visit, batch),
      quotas: seatBars(batch, visit, this.pages).slice(1),
      ...this.actions(batch),
    };
    await this.frame.show(visit, batch, 'batch', { tab: 'overview', status: statusOf(problem), view });
  }

  /** What publishing asks for, each with whether it is there and where it is mended. */
  private async checklist(visit: Visit, batch: BatchView) {
    const { items } = await this.batches.sessions(visit.actor, batch.id);
    const sessions = items.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }));
    const window = {
      capacity: batch.capacity,
      registrationOpensAt: new Date(batch.registrationOpensAt),
      registrationClosesAt: new Date(batch.registrationClosesAt),
    };
    const errors = publicationErrors(window, sessions);
    const item = (word: string, field: string, path: string) => {
      const missing = errors.find((error) => error.field === field);
      return {
        text: this.pages.text(visit, `check_${word}`),
        done: missing === undefined,
        why: missing === undefined ? null : this.pages.error(visit, missing),
        href: batchHref(batch.id, path),
      };
    };
    return {
      items: [
        item('sessions', 'sessions', '/jadwal'),
        item('capacity', 'capacity', '/ubah'),
        item('window', 'registrationClosesAt', '/ubah'),
      ],
      ready: errors.length === 0,
    };
  }

  private facts(visit: Visit, batch: BatchView) {
    const at = (instant: string) => formatInstant(new Date(instant), { locale: visit.locale, zone: batch.timeZone });
    const region = regions.regency(batch.venue.regencyCode)?.name ?? '';
    const facts: readonly (readonly [string, string])[] = [
      ['venue', [batch.venue.name, batch.venue.address, region].join(', ')],
      ['opens', at(batch.registrationOpensAt)],
      ['closes', at(batch.registrationClosesAt)],
      ['admission', this.pages.text(visit, `admission_${batch.admission}`)],
      ['late', this.pages.text(visit, 'minutes', { minutes: batch.lateAfterMinutes })],
      ...(batch.cancellationReason === null ? [] : ([['reason', batch.cancellationReason]] as const)),
    ];
    return facts.map(([key, value]) => ({ label: this.pages.text(visit, `fact_${key}`), value }));
  }

  private actions({ id, status, program }: BatchView) {
    const open = status === 'draft' || status === 'published';
    return {
      publishAction: status === 'draft' ? batchHref(id, '/terbit') : null,
      completeAction: status === 'published' ? batchHref(id, '/selesai') : null,
      editHref: open ? batchHref(id, '/ubah') : null,
      cancelHref: open ? batchHref(id, '/batal') : null,
      copyHref: `/console/program/${program.id}/angkatan/baru?dari=${id}`,
      publicHref: status === 'draft' ? null : `/kegiatan/${id}`,
    };
  }
}
