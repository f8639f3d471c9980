import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { formatLongDay, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn, startOfDay } from '../../kernel/dates.js';
import type { BatchView } from '../../programs/batch.views.js';
import { CalendarQueries, type CalendarSession } from '../../programs/calendar.queries.js';
import { clashesOf, sameVenue, sharedTrainers, type Occupation } from '../../programs/clash.rules.js';
import { instantIn, listIn, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { CalendarView } from './calendar-view.js';

const dayMilliseconds = 86_400_000;
const longestDay = dayMilliseconds + 3 * 3_600_000;

/** Which session of which batch is typed: null for a new one. */
export interface TypedSession {
  readonly batch: BatchView;
  readonly sessionId: string | null;
  readonly typed: Typed;
}

/** What the office already holds on the day of a session that is being typed, as far as it concerns its place and people. */
@Injectable()
export class SessionCheck {
  constructor(
    private readonly pages: ConsolePages,
    private readonly calendar: CalendarQueries,
    private readonly view: CalendarView,
  ) {}

  /** Null until a day is typed. Without an end, a session is looked at as a moment. */
  async run(visit: Visit, { batch, sessionId, typed }: TypedSession) {
    const startsAt = instantOf(batch, typed.startsAt);
    if (startsAt === null) return null;
    const wanted = occupation({ batch, sessionId, typed }, startsAt);
    const day = dayIn(batch.timeZone, startsAt);
    const from = startOfDay(batch.timeZone, day);
    const to = new Date(Math.max(from.getTime() + longestDay, wanted.endsAt.getTime()));
    const others = (await this.calendar.between(visit.actor, from, to)).filter(({ id }) => id !== sessionId);
    const clashes = clashesOf(wanted, others);
    return {
      day: formatLongDay(day, visit.locale),
      clash: this.view.clashText(visit, clashes),
      lines: others
        .filter((other) => sameVenue(wanted, other) || sharedTrainers(wanted, other).length > 0)
        .map((other) => ({
          ...this.line(visit, batch, wanted, other),
          clash: clashes.some((clash) => clash.other.id === other.id),
        })),
    };
  }

  private line(visit: Visit, batch: BatchView, wanted: Occupation, other: CalendarSession) {
    const { title, programTitle, startsAt, endsAt, venueName, room } = other;
    const people = sharedTrainers(wanted, other);
    return {
      ...{ title, program: programTitle },
      time: formatTimeRange(startsAt, endsAt, { locale: visit.locale, zone: batch.timeZone }),
      why: [
        ...people,
        ...(sameVenue(wanted, other) ? [room === null ? venueName : `${venueName}, ${room}`] : []),
        ...(other.batchId === batch.id ? [this.pages.text(visit, 'calendar:this_batch')] : []),
      ].join(' · '),
    };
  }
}

function instantOf({ timeZone }: BatchView, text: string | undefined): Date | null {
  const instant = new Date(instantIn(timeZone, text) ?? '');
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function occupation({ batch, sessionId, typed }: TypedSession, startsAt: Date): Occupation {
  const end = instantOf(batch, typed.endsAt);
  const room = (typed.room ?? '').trim();
  return {
    id: sessionId ?? newId(),
    startsAt,
    endsAt: end === null || end <= startsAt ? new Date(startsAt.getTime() + 1) : end,
    batchId: batch.id,
    venueName: batch.venue.name,
    venueRegencyCode: batch.venue.regencyCode,
    room: room === '' ? null : room,
    trainers: listIn(typed.trainerIds).map((id) => ({ id, name: '' })),
  };
}
