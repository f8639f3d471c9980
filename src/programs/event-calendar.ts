import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { calendar } from '../documents/calendar.js';
import { Office } from '../identity/office.entity.js';
import { Clock } from '../kernel/clock.js';
import { Batch } from './batch.entity.js';
import type { PublicBatchDetail } from './public-batch.views.js';

/** The sessions of a public event for anybody's calendar; the same entries that registrants get by mail. */
@Injectable()
export class EventCalendar {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** An iCalendar file; of a batch that was called off, one that takes the sessions away again. */
  async of({ id, program, venue, sessions }: PublicBatchDetail): Promise<Buffer> {
    const { revision, status, officeId } = await this.database.reader.findOneByOrFail(Batch, { id });
    const office = await this.database.reader.findOneByOrFail(Office, { id: officeId });
    const { publicUrl, mailFrom } = this.settings;
    const cancelled = status === 'cancelled';
    return calendar({
      method: cancelled ? 'CANCEL' : 'PUBLISH',
      organizer: { name: office.name, email: office.email ?? /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom },
      stampedAt: this.clock.now(),
      events: sessions.map((session) => ({
        uid: `${session.id}@${new URL(publicUrl).hostname}`,
        sequence: revision + (cancelled ? 1 : 0),
        startsAt: new Date(session.startsAt),
        endsAt: new Date(session.endsAt),
        title: `${session.title} (${program.title})`,
        location: [session.room ?? '', venue.name, venue.address].filter((part) => part !== '').join(', '),
        url: `${publicUrl}/kegiatan/${id}`,
      })),
    });
  }
}
