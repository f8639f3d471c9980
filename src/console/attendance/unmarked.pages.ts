import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MarkUnmarked } from '../../attendance/mark-unmarked.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { batchHref } from '../batch-frame.js';
import { attempt, numberIn, statusOf, typedOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { SessionInFrame } from './session-in-frame.js';

/** Asks before all who have no mark become absent, and shows who they are. */
@ApiExcludeController()
@Controller('console/angkatan/:id/presensi/sesi/:sessionId/belum')
export class UnmarkedPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: SessionInFrame,
    private readonly markUnmarked: MarkUnmarked,
  ) {}

  @Get()
  async ask(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
  ): Promise<void> {
    await this.show(visit, { id, sessionId }, null);
  }

  @Post()
  async mark(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const { day } = await this.frame.session(visit, { id, sessionId });
    const shown = Number(numberIn(typedOf(sent).shown) ?? 0);
    const marked = await attempt(() => this.markUnmarked.run(visit.actor, sessionId, shown));
    if ('problem' in marked) await this.show(visit, { id, sessionId }, marked.problem);
    else await visit.reply.redirect(`${batchHref(id, '/presensi')}?hari=${day}&done=attendance.closed`, 303);
  }

  private async show(
    visit: Visit,
    ids: { readonly id: string; readonly sessionId: string },
    problem: Problem | null,
  ): Promise<void> {
    const { batch, session, day, when } = await this.frame.session(visit, ids);
    const read = await attempt(() => this.markUnmarked.shown(visit.actor, session.id));
    const people = 'value' in read ? read.value : [];
    const action = batchHref(batch.id, `/presensi/sesi/${session.id}/belum`);
    const view = {
      section: 'programs' as const,
      path: action,
      title: this.pages.text(visit, 'attendance:close_title', { count: people.length }),
      session: session.title,
      when,
      failure: this.pages.failure(visit, problem ?? ('problem' in read ? read.problem : null)),
      people: people.map(({ name, code }) => ({ name, code })),
      shown: people.length,
      action,
      backHref: `${batchHref(batch.id, '/presensi')}?hari=${day}`,
    };
    await this.pages.show(visit, 'close-session', view, statusOf(problem));
  }
}
