import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Messages } from '../../http/messages.js';
import { formatDayRange, formatInstant, formatLongDay, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Locale } from '../../kernel/locale.js';
import { romanNumeral } from '../../kernel/numbers.js';
import { regions } from '../../kernel/regions.js';
import type { EmailFact } from '../../mail/email-views.js';
import type { ScheduleChange, SessionOutline } from '../../programs/batch-change.js';
import type { Batch } from '../../programs/batch.entity.js';
import type { Program } from '../../programs/program.entity.js';
import type { Session } from '../../programs/session.entity.js';
import { RegistrationLinks } from '../registration-links.js';
import type { ToldBatch, ToldRegistration } from './told-registrations.js';

/** What all mails about a batch say of it in one language. */
export type BatchWords = ReturnType<RegistrationMailWording['ofBatch']>;

export interface Told extends ToldRegistration {
  readonly words: BatchWords;
  /** Of the timetable or the venue, in the order in which they were made. */
  readonly changes: readonly ScheduleChange[];
}

/** Puts the rows into words: the mail's language, the batch's time zone, every key of the templates' examples. */
@Injectable()
export class RegistrationMailWording {
  constructor(
    private readonly settings: Settings,
    private readonly messages: Messages,
    private readonly links: RegistrationLinks,
  ) {}

  view({ data, locale, recipientName, attachments }: EmailFact, told: Told): Record<string, unknown> {
    const { registration, batch, words } = told;
    const carries = (kind: string) => attachments.some(({ source }) => source === kind);
    return {
      ...words,
      recipient: { name: recipientName },
      registration: { code: registration.code, position: numberOrNull(data.position) },
      links: {
        manage: this.links.manageUrl(registration),
        publicEvent: `${this.settings.publicUrl}/kegiatan/${batch.id}`,
        events: `${this.settings.publicUrl}/`,
      },
      reason: textOrNull(data.reason),
      ticketCid: carries('ticket-qr') ? 'ticket-qr' : null,
      hasCalendar: carries('calendar'),
      changes: this.changes(told.changes, batch.timeZone, locale),
    };
  }

  ofBatch({ batch, program, office, sessions }: ToldBatch, locale: Locale) {
    const { name, parentName, address, phone, email } = office;
    return {
      office: { name, parentName, address, phone, email },
      program: {
        title: program.title,
        kind: this.messages.text(locale, `notices:kind_${program.kind}`),
        theme: program.theme,
      },
      batch: this.batchView(batch, sessions, locale),
      sessions: sessions.map((session) => sessionView(session, batch.timeZone, locale)),
      minimumAttendance: promisesCertificate(program) ? program.minimumAttendance : null,
    };
  }

  private batchView(batch: Batch, sessions: readonly Session[], locale: Locale): Record<string, unknown> {
    const { timeZone: zone, venueName, venueAddress, venueRegencyCode } = batch;
    const first = sessions[0];
    const last = sessions.at(-1);
    const region = regions.regency(venueRegencyCode)?.name ?? '';
    const query = encodeURIComponent([venueName, venueAddress, region].join(', '));
    return {
      label: this.messages.text(locale, 'notices:batch', { number: romanNumeral(batch.number) }),
      dates:
        first === undefined || last === undefined
          ? ''
          : formatDayRange(dayIn(zone, first.startsAt), dayIn(zone, last.startsAt), locale),
      firstStart: first === undefined ? '' : formatInstant(first.startsAt, { locale, zone }),
      venueName,
      venueAddress: [venueAddress, region].filter((part) => part !== '').join(', '),
      mapUrl: `https://www.google.com/maps/search/?api=1&query=${query}`,
    };
  }

  private changes(changes: readonly ScheduleChange[], zone: string, locale: Locale) {
    return changes.map((change) => {
      if (change.what === 'venue') {
        return { label: this.messages.text(locale, 'notices:venue'), before: change.before, after: change.after };
      }
      const label = change.after?.title ?? change.before?.title ?? '';
      const told = (outline: SessionOutline | null, absent: string) =>
        outline === null ? this.messages.text(locale, `notices:${absent}`) : outlineText(outline, zone, locale);
      return { label, before: told(change.before, 'not_planned'), after: told(change.after, 'dropped') };
    });
  }
}

function sessionView(
  { title, startsAt, endsAt, room }: Session,
  zone: string,
  locale: Locale,
): Record<string, unknown> {
  const date = formatLongDay(dayIn(zone, startsAt), locale);
  return { title, date, time: formatTimeRange(startsAt, endsAt, { locale, zone }), room };
}

function outlineText({ title, startsAt, endsAt, room }: SessionOutline, zone: string, locale: Locale): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const day = formatLongDay(dayIn(zone, start), locale);
  const time = formatTimeRange(start, end, { locale, zone });
  return [title, day, time, room ?? ''].filter((part) => part !== '').join(', ');
}

/** A dialog gives none, though an office may still issue them. */
function promisesCertificate({ kind }: Program): boolean {
  return kind !== 'dialog';
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
