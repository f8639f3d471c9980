import { Injectable } from '@nestjs/common';
import { formatLongDay, formatTimeRange, formatWeekday } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { romanNumeral } from '../../kernel/numbers.js';
import type { CalendarSession } from '../../programs/calendar.queries.js';
import { clashesOf, type Clash } from '../../programs/clash.rules.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { sessionAnchor } from '../session-anchor.js';
import type { Visit } from '../visit.js';
import { weeksOf } from './month.rules.js';

/** What is shown, and everything around it that may clash with it. */
interface Sessions {
  readonly today: string;
  readonly shown: readonly CalendarSession[];
  readonly around: readonly CalendarSession[];
}

/** The day (YYYY-MM-DD) on which a session begins, in the zone of its batch. */
export function dayOf({ timeZone, startsAt }: CalendarSession): string {
  return dayIn(timeZone, startsAt);
}

/** Sessions in the words and the order of a calendar. */
@Injectable()
export class CalendarView {
  constructor(private readonly pages: ConsolePages) {}

  /** Weeks from Monday to Sunday; what a batch holds on one day is one entry. */
  table(visit: Visit, { month, ...sessions }: Sessions & { readonly month: string }) {
    const weeks = weeksOf(month);
    const heads = weeks.find((week) => week.every((day) => day !== null)) ?? [];
    return {
      weekdays: heads.map((day) => formatWeekday(day, visit.locale)),
      weeks: weeks.map((days) => ({ days: days.map((day) => this.day(visit, day, sessions)) })),
    };
  }

  agenda(visit: Visit, { today, shown, around }: Sessions) {
    const days = [...new Set(shown.map(dayOf))].sort();
    return days.map((day) => ({
      day: formatLongDay(day, visit.locale),
      today: day === today,
      sessions: shown.filter((session) => dayOf(session) === day).map((session) => this.line(visit, session, around)),
    }));
  }

  /** "Bentrok ruang dengan Sesi A (Diklat X); bentrok narasumber Dr. B dengan …", or null. */
  clashText(visit: Visit, clashes: readonly Clash<CalendarSession>[]): string | null {
    const said = clashes.flatMap(({ other, room, trainers }) => {
      const title = `${other.title} (${other.programTitle})`;
      return [
        ...(room ? [this.pages.text(visit, 'calendar:clash_room', { title })] : []),
        ...trainers.map((name) => this.pages.text(visit, 'calendar:clash_trainer', { name, title })),
      ];
    });
    return said.length === 0 ? null : said.join(' ');
  }

  private day(visit: Visit, day: string | null, { today, shown, around }: Sessions) {
    const own = day === null ? [] : shown.filter((session) => dayOf(session) === day);
    const batches = [...new Set(own.map(({ batchId }) => batchId))];
    return {
      blank: own.length === 0,
      number: day === null ? '' : String(Number(day.slice(8))),
      day: day === null ? '' : formatLongDay(day, visit.locale),
      today: day === today,
      entries: batches.map((id) =>
        this.entry(
          visit,
          own.filter(({ batchId }) => batchId === id),
          around,
        ),
      ),
    };
  }

  private entry(visit: Visit, sessions: readonly CalendarSession[], around: readonly CalendarSession[]) {
    const [first] = sessions;
    if (first === undefined) throw new RangeError('A day of a batch has a session.');
    const ends = sessions.map(({ endsAt }) => endsAt.getTime());
    return {
      ...this.batch(visit, first),
      href: batchHref(first.batchId, `/jadwal#${dayOf(first)}`),
      time: formatTimeRange(first.startsAt, new Date(Math.max(...ends)), {
        locale: visit.locale,
        zone: first.timeZone,
      }),
      sum: this.pages.text(visit, 'calendar:sessions', { count: sessions.length }),
      clash: sessions.some((session) => clashesOf(session, around).length > 0),
    };
  }

  private line(visit: Visit, session: CalendarSession, around: readonly CalendarSession[]) {
    const { title, startsAt, endsAt, timeZone, room, trainers } = session;
    return {
      ...this.batch(visit, session),
      href: batchHref(session.batchId, `/jadwal#${sessionAnchor(session.id)}`),
      session: title,
      time: formatTimeRange(startsAt, endsAt, { locale: visit.locale, zone: timeZone }),
      where: [room, session.venueName].filter((part) => part !== null).join(', '),
      trainers: trainers.map(({ name }) => name).join(', '),
      clash: this.clashText(visit, clashesOf(session, around)),
    };
  }

  private batch(visit: Visit, { kind, programTitle, batchNumber, batchStatus }: CalendarSession) {
    return {
      kind: this.pages.text(visit, `kind_${kind}`),
      tone: `kind-${kind}`,
      title: programTitle,
      number: this.pages.text(visit, 'batch', { number: romanNumeral(batchNumber) }),
      draft: batchStatus === 'draft' ? this.pages.text(visit, 'batch_draft') : null,
    };
  }
}
