import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Messages } from '../http/messages.js';
import { formatInstant } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { OwnNotes, type OwnNote } from '../registrations/own-notes.js';
import type { Registration } from '../registrations/registration.entity.js';
import { SurveyParticipation } from './survey-participation.js';

/** Shows the link on "my registration", for those who gave no address and those who lost the mail. */
@Injectable()
export class SurveyNote implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly notes: OwnNotes,
    private readonly participations: SurveyParticipation,
  ) {}

  onModuleInit(): void {
    this.notes.register((registration, locale) => this.make(registration, locale));
  }

  private async make(registration: Registration, locale: Locale): Promise<OwnNote | null> {
    const invitation = await this.participations.of(registration);
    const text = (key: string, params = {}) => this.messages.text(locale, `surveys:${key}`, params);
    if (invitation?.participation === 'answered') {
      return { title: text('title'), text: text('p_answered'), href: null, action: null };
    }
    if (invitation?.participation !== 'open') return null;
    const { batch, closesAt } = invitation.standing;
    const until = closesAt === null ? '' : formatInstant(closesAt, { locale, zone: batch.timeZone });
    const href = this.participations.path(registration);
    return { title: text('title'), text: text('note', { until }), href, action: text('fill_in') };
  }
}
