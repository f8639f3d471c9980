import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { calendar } from '../../documents/calendar.js';
import { qrPng } from '../../documents/qr.js';
import { Clock } from '../../kernel/clock.js';
import { AttachmentSources, type Attachment } from '../../mail/attachment-sources.js';
import type { SharedFacts } from '../../mail/shared-facts.js';
import { RegistrationLinks } from '../registration-links.js';
import { ToldRegistrations, type ToldBatch } from './told-registrations.js';

/** The ticket's QR code and the calendar of all sessions, made when they are sent. */
@Injectable()
export class RegistrationAttachments implements OnModuleInit {
  constructor(
    private readonly registrations: ToldRegistrations,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly sources: AttachmentSources,
    private readonly links: RegistrationLinks,
  ) {}

  onModuleInit(): void {
    this.sources.register('ticket-qr', (id, shared) => this.ticket(id, shared));
    this.sources.register('calendar', (id, shared) => this.calendar(id, shared));
  }

  private async ticket(id: string, shared: SharedFacts): Promise<Attachment> {
    const { registration } = await this.registrations.read(id, shared);
    return {
      filename: `tiket-${registration.code}.png`,
      contentType: 'image/png',
      content: qrPng(this.links.ticket(registration)),
      contentId: 'ticket-qr',
    };
  }

  private async calendar(id: string, shared: SharedFacts): Promise<Attachment> {
    const { registration, ...told } = await this.registrations.read(id, shared);
    const cancelled = registration.status === 'cancelled';
    const name = `calendar ${told.batch.id} ${cancelled ? 'cancelled' : 'published'}`;
    const content = await shared.once(name, () => this.calendarOf(told, cancelled));
    return { filename: 'jadwal.ics', contentType: 'text/calendar; charset=utf-8', content };
  }

  /** Keeps each session's UID and counts its versions, so that a moved session moves; cancelled, it disappears. */
  private calendarOf({ batch, program, office, sessions }: ToldBatch, cancelled: boolean): Buffer {
    const host = new URL(this.settings.publicUrl).hostname;
    return calendar({
      method: cancelled ? 'CANCEL' : 'PUBLISH',
      organizer: { name: office.name, email: office.email ?? senderAddress(this.settings.mailFrom) },
      stampedAt: this.clock.now(),
      events: sessions.map((session) => ({
        uid: `${session.id}@${host}`,
        sequence: batch.revision + (cancelled ? 1 : 0),
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        title: `${session.title} (${program.title})`,
        location: [session.room ?? '', batch.venueName, batch.venueAddress].filter((part) => part !== '').join(', '),
        url: `${this.settings.publicUrl}/kegiatan/${batch.id}`,
      })),
    });
  }
}

function senderAddress(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from;
}
