import { Injectable } from '@nestjs/common';
import { openingOf, opensAt } from '../../attendance/self-check-in/self-check-in.rules.js';
import { SelfCheckInQueries } from '../../attendance/self-check-in/self-check-in.queries.js';
import { hasRole } from '../../identity/actor.js';
import { Clock } from '../../kernel/clock.js';
import { formatInstant, formatLongDay, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Problem } from '../../kernel/problems.js';
import { BatchQueries } from '../../programs/batch.queries.js';
import type { BatchView, SessionView } from '../../programs/batch.views.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { pageIn, type Visit } from '../visit.js';

const perPage = 100;

/** What staff sees of self check-in in a batch, in words. */
@Injectable()
export class SelfCheckInView {
  constructor(
    private readonly pages: ConsolePages,
    private readonly clock: Clock,
    private readonly batches: BatchQueries,
    private readonly selfCheckIn: SelfCheckInQueries,
  ) {}

  async of(visit: Visit, batch: BatchView, problem: Problem | null) {
    const { actor } = visit;
    const path = batchHref(batch.id, '/presensi-mandiri');
    const allowed = await this.selfCheckIn.allowed(actor, batch.id);
    const sessions = (await this.batches.sessions(actor, batch.id)).items;
    const open = batch.status === 'draft' || batch.status === 'published';
    return {
      failure: this.pages.failure(visit, problem),
      allowed,
      state: this.text(visit, allowed ? 'state_on' : 'state_off'),
      setting: open && hasRole(actor, 'organizer') ? this.setting(visit, path, allowed) : null,
      lines: sessions.map((session) => this.line(visit, batch, session, allowed)),
      ...(await this.phones(visit, batch, path)),
    };
  }

  private setting(visit: Visit, action: string, allowed: boolean) {
    return {
      action,
      value: allowed ? 'tidak' : 'ya',
      text: this.text(visit, allowed ? 'stop' : 'allow'),
      tone: allowed ? 'button-plain' : '',
    };
  }

  private line(
    visit: Visit,
    { timeZone, status }: BatchView,
    { id, title, room, ...session }: SessionView,
    allowed: boolean,
  ) {
    const { locale } = visit;
    const span = { startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) };
    const opening = openingOf(span, this.clock.now());
    const at = formatInstant(opensAt(span), { locale, zone: timeZone });
    return {
      title,
      when: `${formatLongDay(dayIn(timeZone, span.startsAt), locale)}, ${formatTimeRange(span.startsAt, span.endsAt, { locale, zone: timeZone })}`,
      room,
      opening: allowed ? this.text(visit, `session_${opening}`, { at }) : null,
      open: allowed && opening === 'open',
      screenHref: status === 'published' || status === 'completed' ? `/console/sesi/${id}/layar` : null,
    };
  }

  private async phones(visit: Visit, { id, timeZone }: BatchView, path: string) {
    const { actor, locale, query } = visit;
    const q = (query.q ?? '').slice(0, 100);
    const { items, next } = await this.selfCheckIn.phones(actor, id, pageIn(visit, perPage), q);
    const more = new URLSearchParams({ ...(q === '' ? {} : { q }), after: next ?? '' });
    return {
      searchAction: path,
      q,
      phones: items.map(({ registrationId, name, code, boundAt }) => ({
        ...{ name, code },
        since: this.text(visit, 'phone_since', { at: formatInstant(new Date(boundAt), { locale, zone: timeZone }) }),
        releaseAction: `${path}/${registrationId}/lepas`,
      })),
      next: next === null ? null : `${path}?${more.toString()}`,
    };
  }

  private text(visit: Visit, key: string, params = {}): string {
    return this.pages.text(visit, `self-check-in:${key}`, params);
  }
}
