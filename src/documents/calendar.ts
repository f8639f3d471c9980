import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEvent {
  /** Stable over all versions of the event. */
  readonly uid: string;
  /** Rises with each version, so that a moved session moves in the reader's calendar. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly title: string;
  readonly location: string;
  readonly description?: string;
  readonly url?: string;
}

export interface CalendarView {
  readonly method: 'PUBLISH' | 'CANCEL';
  readonly organizer: { readonly name: string; readonly email: string };
  readonly events: readonly CalendarEvent[];
  /** When this version was made; takes the place of the clock. */
  readonly stampedAt: Date;
}

/** An iCalendar file (RFC 5545) with all times in UTC. */
export function calendar(view: CalendarView): Buffer {
  const cancelled = view.method === 'CANCEL';
  const file = ical({
    prodId: { company: 'Bina', product: 'Bina', language: 'ID' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const event of view.events) {
    file.createEvent({
      id: event.uid,
      sequence: event.sequence,
      start: event.startsAt,
      end: event.endsAt,
      stamp: view.stampedAt,
      summary: event.title,
      location: event.location,
      organizer: view.organizer,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(event.description === undefined ? {} : { description: event.description }),
      ...(event.url === undefined ? {} : { url: event.url }),
    });
  }
  return Buffer.from(file.toString(), 'utf8');
}
