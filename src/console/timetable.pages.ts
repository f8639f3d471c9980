import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import { formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import type { Problem } from '../kernel/problems.js';
import { BatchQueries } from '../programs/batch.queries.js';
import type { BatchView, SessionView } from '../programs/batch.views.js';
import { ChangeSchedule } from '../registrations/change-schedule.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, statusOf } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { sessionAnchor } from './session-anchor.js';
import { Visitor, type Visit } from './visit.js';

/** The timetable of a batch: its sessions in order. */
@ApiExcludeController()
@Controller('console/angkatan/:id/jadwal')
export class TimetablePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly changeSchedule: ChangeSchedule,
    private readonly batches: BatchQueries,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.showList(visit, id, null);
  }

  @Post(':sessionId/hapus')
  async remove(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
  ): Promise<void> {
    const removed = await attempt(() => this.changeSchedule.removal(visit.actor, sessionId));
    if ('problem' in removed) await this.showList(visit, id, removed.problem);
    else await visit.reply.redirect(`${batchHref(id, '/jadwal')}?done=session_removed`, 303);
  }

  private async showList(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const { items } = await this.batches.sessions(visit.actor, id);
    const open = batch.status === 'draft' || batch.status === 'published';
    const hours = items.reduce((total, { lessonHours }) => total + lessonHours, 0);
    const view = {
      failure: this.pages.failure(visit, problem),
      sessions: items.map((session, index) => ({
        ...this.line(visit, batch, session, open),
        anchor: sessionAnchor(session.id),
        dayAnchor: firstOfDay(batch, items, index),
      })),
      sum: this.pages.text(visit, 'timetable_sum', { sessions: items.length, hours }),
      copyDayHref: open && items.length > 0 ? batchHref(id, '/jadwal/salin') : null,
      addHref: open ? batchHref(id, '/jadwal/baru') : null,
    };
    await this.frame.show(visit, batch, 'timetable', { tab: 'timetable', status: statusOf(problem), view });
  }

  private line({ locale, ...visit }: Visit, { id, timeZone }: BatchView, session: SessionView, open: boolean) {
    const [start, end] = [new Date(session.startsAt), new Date(session.endsAt)];
    const href = batchHref(id, `/jadwal/${session.id}`);
    return {
      date: formatLongDay(dayIn(timeZone, start), locale),
      time: formatTimeRange(start, end, { locale, zone: timeZone }),
      title: session.title,
      hours: this.pages.text({ locale, ...visit }, 'hours', { hours: session.lessonHours }),
      where: session.room,
      trainers: session.trainers.map(({ name }) => name).join(', '),
      editHref: open ? href : null,
      removeAction: open ? `${href}/hapus` : null,
    };
  }
}

/** The day (YYYY-MM-DD) of a session that is the first of its day, else null. */
function firstOfDay({ timeZone }: BatchView, sessions: readonly SessionView[], index: number): string | null {
  const [before, own] = [sessions[index - 1], sessions[index]].map((session) =>
    session === undefined ? null : dayIn(timeZone, new Date(session.startsAt)),
  );
  return own === before ? null : (own ?? null);
}
