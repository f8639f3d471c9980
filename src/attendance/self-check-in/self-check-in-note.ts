import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { Messages } from '../../http/messages.js';
import { Clock } from '../../kernel/clock.js';
import { formatInstant } from '../../kernel/date-texts.js';
import type { Locale } from '../../kernel/locale.js';
import { Batch } from '../../programs/batch.entity.js';
import { Session } from '../../programs/session.entity.js';
import { OwnNotes, type OwnNote } from '../../registrations/own-notes.js';
import type { Registration } from '../../registrations/registration.entity.js';
import { CheckInPhone } from './check-in-phone.entity.js';
import { isAllowed } from './open-session.js';

/** Tells on "my registration" how one checks in with this phone, while a session is still to end. */
@Injectable()
export class SelfCheckInNote implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly messages: Messages,
    private readonly notes: OwnNotes,
  ) {}

  onModuleInit(): void {
    this.notes.register((registration, locale) => this.make(registration, locale));
  }

  private async make({ id, batchId, status }: Registration, locale: Locale): Promise<OwnNote | null> {
    const { reader } = this.database;
    if (status !== 'confirmed' || !(await isAllowed(reader, batchId))) return null;
    const batch = await reader.findOneByOrFail(Batch, { id: batchId });
    const left = await reader.existsBy(Session, { batchId, endsAt: MoreThan(this.clock.now()) });
    if (!left || batch.status === 'cancelled') return null;
    const phone = await reader.findOneBy(CheckInPhone, { registrationId: id });
    const since = phone === null ? '' : formatInstant(phone.boundAt, { locale, zone: batch.timeZone });
    const text = (key: string, params = {}) => this.messages.text(locale, `self-check-in:${key}`, params);
    const how = phone === null ? text('note') : `${text('note')} ${text('note_bound', { since })}`;
    return { title: text('title'), text: how, href: '/h', action: text('type_code') };
  }
}
