import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { hasRole } from '../identity/actor.js';
import { formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { Clock } from '../kernel/clock.js';
import { dayIn, startOfDay } from '../kernel/dates.js';
import { defaultZone } from '../programs/create-batch.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { batchCard } from './batch-card.js';
import { batchHref } from './batch-frame.js';
import { ConsolePages } from './console-pages.js';
import { ConsoleQueries, type NextSession } from './console.queries.js';
import { Visitor, type Visit } from './visit.js';

const sessionsShown = 8;
const sessionsRead = 60;
const batchesShown = 50;

/** Where everybody lands: what comes next, and what waits for somebody. */
@ApiExcludeController()
@Controller('console')
export class HomePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly queries: ConsoleQueries,
    private readonly batches: BatchQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async home(@Visitor('attendant') visit: Visit): Promise<void> {
    const organizes = hasRole(visit.actor, 'organizer');
    const today = dayIn(defaultZone, this.clock.now());
    const sessions = await this.queries.sessionsFrom(visit.actor, startOfDay(defaultZone, today), sessionsRead);
    const isToday = ({ startsAt, batch }: NextSession) =>
      dayIn(batch.timeZone, startsAt) === dayIn(batch.timeZone, this.clock.now());
    const now = sessions.filter(isToday);
    const next = sessions.filter((session) => !isToday(session)).slice(0, sessionsShown);
    const present = await this.queries.attended(
      visit.actor,
      now.map(({ id }) => id),
    );
    await this.pages.show(visit, 'home', {
      section: 'home',
      path: '/console',
      title: this.pages.text(visit, 'hello', { name: visit.actor.name }),
      today: now.map((session) => ({
        ...this.session(visit, session),
        present: this.pages.text(visit, 'settings:present_of', {
          present: present.get(session.id) ?? 0,
          expected: session.batch.taken,
        }),
      })),
      sessions: next.map((session) => this.session(visit, session)),
      ...(organizes ? await this.desk(visit) : { tasks: null, filling: null }),
    });
  }

  private session({ locale }: Visit, { id, title, startsAt, endsAt, room, batch }: NextSession) {
    const { timeZone } = batch;
    return {
      title,
      room,
      date: formatLongDay(dayIn(timeZone, startsAt), locale),
      time: formatTimeRange(startsAt, endsAt, { locale, zone: timeZone }),
      venue: batch.venueName,
      href: `${batchHref(batch.id, '/presensi')}?sesi=${id}`,
    };
  }

  /** What waits for an organiser, and how the seats of what is open fill. */
  private async desk(visit: Visit) {
    const { actor } = visit;
    const published = await this.batches.list(actor, { status: 'published', limit: batchesShown });
    const drafts = await this.batches.list(actor, { status: 'draft', limit: batchesShown });
    const ids = published.items.map(({ id }) => id);
    const counts = await this.queries.countsByBatch(actor, ids);
    const overdue = await this.queries.overdue(actor, ids);
    const failed = await this.queries.failedMessages(actor);
    const deciding = published.items.flatMap(({ id, program }) => {
      const waiting = counts.get(id)?.submitted ?? 0;
      if (waiting === 0) return [];
      const text = this.pages.text(visit, 'task_decide', { count: waiting, title: program.title });
      return [{ text, href: `${batchHref(id, '/peserta')}?status=submitted` }];
    });
    const ended = published.items
      .filter(({ id }) => overdue.has(id))
      .map(({ id, program }) => ({
        text: this.pages.text(visit, 'task_complete', { title: program.title }),
        href: batchHref(id),
      }));
    const unpublished = drafts.items.map(({ id, program }) => ({
      text: this.pages.text(visit, 'task_publish', { title: program.title }),
      href: batchHref(id),
    }));
    const mail =
      failed === 0
        ? []
        : [{ text: this.pages.text(visit, 'task_mail', { count: failed }), href: '/console/pesan?status=failed' }];
    const nothing = published.items.length + drafts.items.length === 0;
    const first = nothing ? [{ text: this.pages.text(visit, 'task_first'), href: '/console/program/baru' }] : [];
    return {
      tasks: [...mail, ...deciding, ...ended, ...unpublished, ...first],
      filling: published.items.map((batch) => batchCard(batch, visit, this.pages)),
    };
  }
}
