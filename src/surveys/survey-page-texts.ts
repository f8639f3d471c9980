import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Messages } from '../http/messages.js';
import { formatInstant } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { romanNumeral } from '../kernel/numbers.js';
import { Program } from '../programs/program.entity.js';
import type { Invitation } from './survey-participation.js';

/** What a survey is about, in words. */
@Injectable()
export class SurveyPageTexts {
  constructor(
    private readonly database: Database,
    private readonly messages: Messages,
  ) {}

  /** Names the event, never the one who answers: the screen may be a shared one. */
  async head({ standing: { batch, closesAt }, participation }: Invitation, locale: Locale) {
    const { title } = await this.database.reader.findOneByOrFail(Program, { id: batch.programId });
    const until = closesAt === null ? '' : formatInstant(closesAt, { locale, zone: batch.timeZone });
    return {
      event: `${title} · ${this.messages.text(locale, 'pages:batch', { number: romanNumeral(batch.number) })}`,
      tone: participation === 'answered' ? '' : 'flash-note',
      lead: this.messages.text(locale, 'surveys:form_lead', { until }),
    };
  }
}
