import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { formField, type FieldPlan, type FormField } from '../../http/form-fields.js';
import { Clock } from '../../kernel/clock.js';
import { formatMonth } from '../../kernel/date-texts.js';
import { dayIn, startOfDay } from '../../kernel/dates.js';
import { CalendarQueries, type CalendarSession } from '../../programs/calendar.queries.js';
import { defaultZone } from '../../programs/create-batch.js';
import { programKinds } from '../../programs/program.entity.js';
import { ProgramQueries } from '../../programs/program.queries.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { CalendarView, dayOf } from './calendar-view.js';
import { isMonth, monthAfter } from './month.rules.js';

const path = '/console/kalender';
const margin = 36 * 3_600_000;
const mostTrainers = 200;
const filters = ['jenis', 'tempat', 'narasumber'] as const;

/** All sessions of the office over all programs: a month as a table, or day by day. */
@ApiExcludeController()
@Controller('console/kalender')
export class CalendarPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly view: CalendarView,
    private readonly calendar: CalendarQueries,
    private readonly programs: ProgramQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async month(@Visitor() visit: Visit): Promise<void> {
    const today = dayIn(defaultZone, this.clock.now());
    const { bulan, tampilan } = visit.query;
    const month = isMonth(bulan) ? bulan : today.slice(0, 7);
    const asAgenda = tampilan === 'agenda';
    const around = await this.around(visit, month);
    const shown = around.filter((session) => isAsked(session, visit) && dayOf(session).startsWith(month));
    await this.pages.show(visit, 'calendar', {
      section: 'calendar',
      path,
      title: this.pages.text(visit, 'section_calendar'),
      month: formatMonth(month, visit.locale),
      ...this.ways(visit, month),
      fields: await this.fields(visit),
      hidden: { month, view: asAgenda ? 'agenda' : '' },
      narrowed: filters.some((name) => visit.query[name] !== undefined),
      empty: shown.length === 0,
      table: asAgenda ? null : this.view.table(visit, { month, today, shown, around }),
      agenda: asAgenda ? this.view.agenda(visit, { today, shown, around }) : null,
    });
  }

  /** With a day before and after the month, whose edges differ from zone to zone. */
  private around(visit: Visit, month: string): Promise<CalendarSession[]> {
    const from = startOfDay('utc', `${month}-01`).getTime() - margin;
    const to = startOfDay('utc', `${monthAfter(month, 1)}-01`).getTime() + margin;
    return this.calendar.between(visit.actor, new Date(from), new Date(to));
  }

  private ways({ query, ...visit }: Visit, month: string) {
    const kept = Object.entries(query).filter(([name]) => [...filters, 'tampilan'].some((own) => own === name));
    const href = (change: Readonly<Record<string, string>>) =>
      `${path}?${new URLSearchParams({ ...Object.fromEntries(kept), bulan: month, ...change }).toString()}`;
    const asAgenda = query.tampilan === 'agenda';
    const tab = (word: string, current: boolean) => ({
      href: href({ tampilan: word }),
      text: this.pages.text({ query, ...visit }, `calendar:view_${word}`),
      current,
    });
    return {
      previousHref: href({ bulan: monthAfter(month, -1) }),
      nextHref: href({ bulan: monthAfter(month, 1) }),
      todayHref: href({ bulan: dayIn(defaultZone, this.clock.now()).slice(0, 7) }),
      tabs: [tab('bulan', !asAgenda), tab('agenda', asAgenda)],
    };
  }

  private async fields(visit: Visit): Promise<FormField[]> {
    const { items } = await this.programs.trainers(visit.actor, { limit: mostTrainers });
    const venues = await this.calendar.venues(visit.actor);
    const kinds = programKinds.map((kind): [string, string] => [kind, this.pages.text(visit, `kind_${kind}`)]);
    const lists: Readonly<Record<(typeof filters)[number], readonly (readonly [string, string])[]>> = {
      jenis: kinds,
      tempat: venues.map((venue): [string, string] => [venue, venue]),
      narasumber: items.map(({ id, name }): [string, string] => [id, name]),
    };
    return filters.map((name) => {
      const label = this.pages.text(visit, `calendar:f_${name}`);
      const plan: FieldPlan = {
        name,
        label,
        filter: true,
        required: true,
        groups: [{ group: '', items: lists[name] }],
      };
      return formField(plan, visit.query[name] ?? '', null);
    });
  }
}

function isAsked({ kind, venueName, trainers }: CalendarSession, { query }: Visit): boolean {
  const { jenis = kind, tempat = venueName, narasumber } = query;
  const teaches = narasumber === undefined || trainers.some(({ id }) => id === narasumber);
  return jenis === kind && tempat === venueName && teaches;
}
