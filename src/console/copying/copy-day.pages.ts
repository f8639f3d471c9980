import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { formatLongDay } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { BatchQueries } from '../../programs/batch.queries.js';
import { DayCopyBody } from '../../programs/day-copy.dto.js';
import { ChangeSchedule } from '../../registrations/change-schedule.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

/** The form that repeats a day of a timetable on another day. */
@ApiExcludeController()
@Controller('console/angkatan/:id/jadwal/salin')
export class CopyDayPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly batches: BatchQueries,
    private readonly changeSchedule: ChangeSchedule,
  ) {}

  @Get()
  async plan(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, {}, null);
  }

  @Post()
  async copy(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    await this.frame.batch(visit, id);
    const copied = await attempt(async () => {
      const body = await readBody(DayCopyBody, { from: typed.from, to: typed.to });
      if (body.from === body.to) throw new InvalidInput([{ field: 'to', code: 'same_day' }]);
      await this.changeSchedule.dayCopy(visit.actor, id, body);
    });
    if ('problem' in copied) await this.show(visit, id, typed, copied.problem);
    else await visit.reply.redirect(`${batchHref(id, '/jadwal')}?done=settings.day_copied`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { timeZone, program } = await this.frame.batch(visit, id);
    const { items } = await this.batches.sessions(visit.actor, id);
    const days = [...new Set(items.map(({ startsAt }) => dayIn(timeZone, new Date(startsAt))))];
    const choices = days.map((day): [string, string] => [day, formatLongDay(day, visit.locale)]);
    const text = (key: string) => this.pages.text(visit, `settings:${key}`);
    const plans: FieldPlan[] = [
      { name: 'from', label: text('f_day_from'), groups: [{ group: '', items: choices }], required: true },
      { name: 'to', label: text('f_day_to'), hint: text('f_day_to_hint'), type: 'date', required: true },
    ];
    const view = {
      section: 'programs' as const,
      path: batchHref(id, '/jadwal/salin'),
      title: text('copy_day'),
      lead: program.title,
      backHref: batchHref(id, '/jadwal'),
    };
    await this.pages.form(visit, view, { plans, typed, problem, submit: text('copy_day_submit') });
  }
}
