import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import type { Problem } from '../kernel/problems.js';
import type { BatchView } from '../programs/batch.views.js';
import { SessionBody, SessionChangeBody } from '../programs/session.dto.js';
import { ChangeSchedule } from '../registrations/change-schedule.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, readBody, readChange, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { sessionBody, SessionForm } from './session-form.js';
import { Visitor, type Visit } from './visit.js';

interface Shown {
  /** Null for a new one. */
  readonly sessionId: string | null;
  readonly typed: Typed;
  readonly problem: Problem | null;
}

/** The form that adds a session to a timetable, and the one that changes it. */
@ApiExcludeController()
@Controller('console/angkatan/:id/jadwal')
export class SessionPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly form: SessionForm,
    private readonly frame: BatchFrame,
    private readonly creation: Creation,
    private readonly changeSchedule: ChangeSchedule,
  ) {}

  @Get('baru')
  async plan(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const typed = { key: randomUUID(), ...(await this.form.fresh(visit, batch)) };
    await this.showForm(visit, batch, { sessionId: null, typed, problem: null });
  }

  @Post('baru')
  async add(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const { periksa, ...typed } = typedOf(sent);
    const batch = await this.frame.batch(visit, id);
    if (periksa !== undefined) return this.showForm(visit, batch, { sessionId: null, typed, problem: null });
    const added = await attempt(async () => {
      const body = await readBody(SessionBody, sessionBody(typed, batch.timeZone));
      const request = { route: `console session ${id}`, caller: actor.userId, key: typed.key, body };
      return this.creation.run(request, (tx) => this.changeSchedule.addition(tx, actor, id, body));
    });
    if ('problem' in added) await this.showForm(visit, batch, { sessionId: null, typed, problem: added.problem });
    else await reply.redirect(`${batchHref(id, '/jadwal')}?done=session_added`, 303);
  }

  @Get(':sessionId')
  async edit(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
  ): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const typed = await this.form.of(visit, batch, sessionId);
    await this.showForm(visit, batch, { sessionId, typed, problem: null });
  }

  @Post(':sessionId')
  async change(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const { periksa, ...typed } = typedOf(sent);
    const batch = await this.frame.batch(visit, id);
    if (periksa !== undefined) return this.showForm(visit, batch, { sessionId, typed, problem: null });
    const changed = await attempt(async () => {
      const plans = await this.form.plans(visit);
      const body = await readChange(SessionChangeBody, sessionBody(typed, batch.timeZone), { plans, typed });
      await this.changeSchedule.session(visit.actor, sessionId, body);
    });
    if ('problem' in changed) await this.showForm(visit, batch, { sessionId, typed, problem: changed.problem });
    else await visit.reply.redirect(`${batchHref(id, '/jadwal')}?done=saved`, 303);
  }

  private async showForm(visit: Visit, batch: BatchView, { sessionId, typed, problem }: Shown): Promise<void> {
    const view = {
      section: 'programs' as const,
      path: batchHref(batch.id, `/jadwal/${sessionId ?? 'baru'}`),
      title: this.pages.text(visit, sessionId === null ? 'session_new' : 'session_edit'),
      lead: batch.program.title,
      backHref: batchHref(batch.id, '/jadwal'),
      checkHref: batchHref(batch.id, `/jadwal/cek${sessionId === null ? '' : `?sesi=${sessionId}`}`),
      screenHref: sessionId === null ? null : `/console/sesi/${sessionId}/layar`,
      check: await this.form.look(visit, { batch, sessionId, typed }),
    };
    await this.pages.form(visit, view, { plans: await this.form.plans(visit), typed, problem }, 'session');
  }
}
