import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Messages } from '../http/messages.js';
import { Office } from '../identity/office.entity.js';
import { formatDayRange, formatInstant } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import { romanNumeral } from '../kernel/numbers.js';
import { EmailViews, type EmailFact, type EmailView } from '../mail/email-views.js';
import { Program } from '../programs/program.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { SurveyParticipation, type Invitation } from './survey-participation.js';

/** What the mail with the link to the survey says. */
@Injectable()
export class SurveyMailView implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly messages: Messages,
    private readonly views: EmailViews,
    private readonly participations: SurveyParticipation,
  ) {}

  onModuleInit(): void {
    this.views.register('feedback-invitation', (fact) => this.make(fact));
  }

  private async make(fact: EmailFact): Promise<EmailView> {
    const registration = await this.database.reader.findOneByOrFail(Registration, { id: fact.subjectId });
    const invitation = await this.participations.of(registration);
    if (registration.status !== 'confirmed' || invitation?.standing.phase !== 'open') {
      return { skip: 'the survey is not open' };
    }
    return { view: await this.view(fact, invitation) };
  }

  private async view({ locale, recipientName }: EmailFact, { registration, standing }: Invitation) {
    const { reader } = this.database;
    const { batch, survey, closesAt } = standing;
    const { timeZone: zone } = batch;
    const office = await reader.findOneByOrFail(Office, { id: batch.officeId });
    const program = await reader.findOneByOrFail(Program, { id: batch.programId });
    const sessions = await reader.find(Session, { where: { batchId: batch.id }, order: { startsAt: 'ASC' } });
    const [first, last] = [sessions[0], sessions.at(-1)];
    const { name, parentName, address, phone, email } = office;
    return {
      office: { name, parentName, address, phone, email },
      recipient: { name: recipientName },
      program: { title: program.title },
      batch: {
        label: this.messages.text(locale, 'notices:batch', { number: romanNumeral(batch.number) }),
        dates:
          first === undefined || last === undefined
            ? ''
            : formatDayRange(dayIn(zone, first.startsAt), dayIn(zone, last.startsAt), locale),
      },
      survey: {
        questions: survey.questions.length,
        closes: closesAt === null ? '' : formatInstant(closesAt, { locale, zone }),
      },
      links: { survey: this.participations.url(registration) },
    };
  }
}
