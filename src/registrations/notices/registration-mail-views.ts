import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { Messages } from '../../http/messages.js';
import { Office } from '../../identity/office.entity.js';
import { formatDayRange, formatInstant, formatLongDay, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Locale } from '../../kernel/locale.js';
import { romanNumeral } from '../../kernel/numbers.js';
import { regions } from '../../kernel/regions.js';
import { EmailViews, type EmailFact, type EmailView } from '../../mail/email-views.js';
import type { ScheduleChange, SessionOutline } from '../../programs/batch-change.js';
import { Batch } from '../../programs/batch.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Session } from '../../programs/session.entity.js';
import { RegistrationLinks } from '../registration-links.js';
import { Registration } from '../registration.entity.js';
import { liveStatuses, type RegistrationStatus } from '../registration.rules.js';

/** In which states the news of a template is still true; a mail that waited too long is not sent. */
const trueIn: Readonly<Record<string, readonly RegistrationStatus[] | 'always'>> = {
  'registration-received': ['submitted'],
  'registration-confirmed': ['confirmed'],
  'registration-waitlisted': ['waitlisted'],
  'registration-promoted': ['confirmed'],
  'registration-rejected': ['rejected'],
  'registration-cancelled': ['cancelled'],
  'registration-link': 'always',
  'batch-changed': liveStatuses,
  'batch-cancelled': 'always',
  'session-reminder': ['confirmed'],
};

interface Told {
  readonly registration: Registration;
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  readonly sessions: readonly Session[];
}

/** Makes what registrants read from the rows as they are when a mail is sent. */
@Injectable()
export class RegistrationMailViews implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly messages: Messages,
    private readonly views: EmailViews,
    private readonly links: RegistrationLinks,
  ) {}

  onModuleInit(): void {
    for (const template of Object.keys(trueIn)) this.views.register(template, (fact) => this.make(fact));
  }

  private async make(fact: EmailFact): Promise<EmailView> {
    const told = await this.gather(fact.subjectId);
    const states = trueIn[fact.template] ?? 'always';
    const { status } = told.registration;
    if (states !== 'always' && !states.includes(status)) return { skip: `the registration is ${status} now` };
    if (fact.template === 'session-reminder' && told.batch.status !== 'published')
      return { skip: 'the batch does not take place' };
    return { view: this.view(fact, told) };
  }

  private async gather(id: string): Promise<Told> {
    const { reader } = this.database;
    const registration = await reader.findOneByOrFail(Registration, { id });
    const batch = await reader.findOneByOrFail(Batch, { id: registration.batchId });
    return {
      registration,
      batch,
      program: await reader.findOneByOrFail(Program, { id: batch.programId }),
      office: await reader.findOneByOrFail(Office, { id: batch.officeId }),
      sessions: await reader.find(Session, { where: { batchId: batch.id }, order: { startsAt: 'ASC' } }),
    };
  }

  private view({ data, locale, recipientName }: EmailFact, told: Told): Record<string, unknown> {
    const { registration, batch, program, office, sessions } = told;
    const { name, parentName, address, phone, email } = office;
    const confirmed = registration.status === 'confirmed';
    return {
      office: { name, parentName, address, phone, email },
      recipient: { name: recipientName },
      program: {
        title: program.title,
        kind: this.messages.text(locale, `notices:kind_${program.kind}`),
        theme: program.theme,
      },
      batch: this.batchView(batch, sessions, locale),
      sessions: sessions.map((session) => sessionView(session, batch.timeZone, locale)),
      registration: { code: registration.code, position: numberOrNull(data.position) },
      links: {
        manage: this.links.manageUrl(registration),
        publicEvent: `${this.settings.publicUrl}/kegiatan/${batch.id}`,
      },
      minimumAttendance: program.minimumAttendance,
      reason: textOrNull(data.reason),
      ticketCid: confirmed ? 'ticket-qr' : null,
      hasCalendar: confirmed,
      changes: this.changes(data.changes, batch.timeZone, locale),
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

  private changes(given: unknown, zone: string, locale: Locale): { label: string; before: string; after: string }[] {
    if (!Array.isArray(given)) return [];
    return (given as ScheduleChange[]).map((change) => {
      if (change.what === 'venue') {
        return { label: this.messages.text(locale, 'notices:venue'), before: change.before, after: change.after };
      }
      const label = change.after?.title ?? change.before?.title ?? '';
      const none = this.messages.text(locale, 'notices:none');
      const told = (outline: SessionOutline | null) => (outline === null ? none : outlineText(outline, zone, locale));
      return { label, before: told(change.before), after: told(change.after) };
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

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
