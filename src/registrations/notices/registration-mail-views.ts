import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Office } from '../../identity/office.entity.js';
import { Clock } from '../../kernel/clock.js';
import { EmailViews, type EmailFact, type EmailView } from '../../mail/email-views.js';
import { Batch } from '../../programs/batch.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../registration.entity.js';
import { liveStatuses, type RegistrationStatus } from '../registration.rules.js';
import { RegistrationMailWording, type Told } from './registration-mail-wording.js';
import { firstDay } from './reminder.rules.js';
import { UntoldChanges } from './untold-changes.js';

/** In which states the news of a template is still true; a mail that waited too long is not sent. */
const trueIn: Readonly<Record<string, readonly RegistrationStatus[] | 'always'>> = {
  'registration-received': ['submitted'],
  'registration-confirmed': ['confirmed'],
  'registration-waitlisted': ['waitlisted'],
  'registration-promoted': ['confirmed'],
  'registration-rejected': ['rejected'],
  'registration-cancelled': ['cancelled'],
  'registration-link': 'always',
  'registration-email-left': 'always',
  'registration-email-new': liveStatuses,
  'batch-changed': liveStatuses,
  'batch-cancelled': 'always',
  'session-reminder': ['confirmed'],
};

type Rows = Omit<Told, 'changes'>;

/** Makes what registrants read when a mail is sent, unless it is no longer true. */
@Injectable()
export class RegistrationMailViews implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly views: EmailViews,
    private readonly changes: UntoldChanges,
    private readonly wording: RegistrationMailWording,
  ) {}

  onModuleInit(): void {
    for (const template of Object.keys(trueIn)) this.views.register(template, (fact) => this.make(fact));
  }

  private async make(fact: EmailFact): Promise<EmailView> {
    const told = await this.gather(fact.subjectId);
    const states = trueIn[fact.template] ?? 'always';
    const { status } = told.registration;
    if (states !== 'always' && !states.includes(status)) return { skip: `the registration is ${status} now` };
    if (fact.template === 'session-reminder' && !this.stillComing(told, fact))
      return { skip: 'the batch does not begin then any more, or has begun' };
    const changes = fact.template === 'batch-changed' ? await this.changes.untold(fact, told.batch) : [];
    if (changes === null) return { skip: 'a later change is told together with this one' };
    return { view: this.wording.view(fact, { ...told, changes }) };
  }

  private stillComing({ batch: { status, timeZone }, sessions: [first] }: Rows, { data }: EmailFact): boolean {
    if (first === undefined || status !== 'published' || first.startsAt <= this.clock.now()) return false;
    return firstDay({ timeZone, firstStart: first.startsAt }) === data.day;
  }

  private async gather(id: string): Promise<Rows> {
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
}
