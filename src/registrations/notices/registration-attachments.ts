import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { calendar } from '../../documents/calendar.js';
import { qrPng } from '../../documents/qr.js';
import { Office } from '../../identity/office.entity.js';
import { Clock } from '../../kernel/clock.js';
import { AttachmentSources, type Attachment } from '../../mail/attachment-sources.js';
import { Batch } from '../../programs/batch.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Session } from '../../programs/session.entity.js';
import { RegistrationLinks } from '../registration-links.js';
import { Registration } from '../registration.entity.js';

/** The ticket's QR code and the calendar of all sessions, made when they are sent. */
@Injectable()
export class RegistrationAttachments implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly sources: AttachmentSources,
    private readonly links: RegistrationLinks,
  ) {}

  onModuleInit(): void {
    this.sources.register('ticket-qr', (id) => this.ticket(id));
    this.sources.register('calendar', (id) => this.calendar(id));
  }

  private async ticket(id: string): Promise<Attachment> {
    const registration = await this.database.reader.findOneByOrFail(Registration, { id });
    return {
      filename: `tiket-${registration.code}.png`,
      contentType: 'image/png',
      content: await qrPng(this.links.ticket(registration)),
      contentId: 'ticket-qr',
    };
  }

  /** Keeps each session's UID and counts its versions, so that a moved session moves; cancelled, it disappears. */
  private async calendar(id: string): Promise<Attachment> {
    const { reader } = this.database;
    const registration = await reader.findOneByOrFail(Registration, { id });
    const batch = await reader.findOneByOrFail(Batch, { id: registration.batchId });
    const program = await reader.findOneByOrFail(Program, { id: batch.programId });
    const office = await reader.findOneByOrFail(Office, { id: batch.officeId });
    const sessions = await reader.find(Session, { where: { batchId: batch.id }, order: { startsAt: 'ASC' } });
    const host = new URL(this.settings.publicUrl).hostname;
    const cancelled = registration.status === 'cancelled';
    const content = calendar({
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
    return { filename: 'jadwal.ics', contentType: 'text/calendar; charset=utf-8', content };
  }
}

function senderAddress(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from;
}
