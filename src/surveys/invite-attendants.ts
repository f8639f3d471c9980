import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { instantText } from '../database/columns.js';
import { Database } from '../database/database.js';
import { Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { Outbox } from '../mail/outbox.js';
import { Session } from '../programs/session.entity.js';
import type { Registration } from '../registrations/registration.entity.js';
import { attendantsOf } from './attendants.js';
import { mostDaysOpen } from './survey-phase.rules.js';
import { standingOf } from './survey-standing.js';
import { Survey } from './survey.entity.js';

const daysBack = mostDaysOpen + 1;

/** While a survey is open, mails its link once to everyone who attended; who is marked later is told later. */
@Injectable()
export class InviteAttendants implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('survey invitations', () => this.run());
  }

  /** Answers how many were enqueued. Running it twice, or on two machines, invites nobody twice. */
  async run(): Promise<number> {
    let enqueued = 0;
    for (const survey of await this.candidates()) {
      const { phase } = await standingOf(this.database.reader, survey, this.clock.now());
      if (phase === 'open') enqueued += await this.invite(survey);
    }
    return enqueued;
  }

  /** Those that may be open: none stays open longer than its days after its last session or its opening. */
  private async candidates(): Promise<Survey[]> {
    const since = instantText(new Date(this.clock.now().getTime() - daysBack * 86_400_000));
    const query = this.database.reader
      .createQueryBuilder(Survey, 'survey')
      .where({ status: 'ready', closedAt: IsNull() });
    const recent = query
      .subQuery()
      .select('session.id')
      .from(Session, 'session')
      .where('session.batchId = survey.batchId AND session.endsAt > :since');
    return query
      .andWhere(`(survey.openedAt > :since OR EXISTS ${recent.getQuery()})`, { since })
      .orderBy('survey.id', 'ASC')
      .getMany();
  }

  private async invite({ id: surveyId, batchId }: Survey): Promise<number> {
    const due = await this.notInvited(surveyId, batchId);
    if (due.length === 0) return 0;
    const emails = due.map(({ id, officeId, name, email, locale }) => ({
      officeId,
      dedupeKey: invitationKey(surveyId, id),
      to: { name, address: email ?? '' },
      template: 'feedback-invitation',
      locale,
      subjectId: id,
    }));
    const ids = await this.database.transaction((tx) => this.outbox.enqueueAll(tx, emails));
    return ids.length;
  }

  private notInvited(surveyId: string, batchId: string): Promise<Registration[]> {
    return attendantsOf(this.database.reader, batchId)
      .leftJoin(EmailMessage, 'invitation', 'invitation.dedupeKey = :beginning || registration.id', {
        beginning: invitationKey(surveyId, ''),
      })
      .andWhere('registration.email IS NOT NULL AND invitation.id IS NULL')
      .orderBy('registration.sequence', 'ASC')
      .getMany();
  }
}

function invitationKey(surveyId: string, registrationId: string): string {
  return `feedback.invitation:${surveyId}:${registrationId}`;
}
