import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { EmailViews, type EmailFact, type EmailView } from '../../mail/email-views.js';
import type { SharedFacts } from '../../mail/shared-facts.js';
import { liveStatuses, type RegistrationStatus } from '../registration.rules.js';
import { RegistrationMailWording } from './registration-mail-wording.js';
import { firstDay } from './reminder.rules.js';
import { ToldRegistrations, type ToldRegistration } from './told-registrations.js';
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

/** Makes what registrants read when a mail is sent, unless it is no longer true. */
@Injectable()
export class RegistrationMailViews implements OnModuleInit {
  constructor(
    private readonly registrations: ToldRegistrations,
    private readonly clock: Clock,
    private readonly views: EmailViews,
    private readonly changes: UntoldChanges,
    private readonly wording: RegistrationMailWording,
  ) {}

  onModuleInit(): void {
    for (const template of Object.keys(trueIn))
      this.views.register(template, (fact, shared) => this.make(fact, shared));
  }

  private async make(fact: EmailFact, shared: SharedFacts): Promise<EmailView> {
    const told = await this.registrations.read(fact.subjectId, shared);
    const states = trueIn[fact.template] ?? 'always';
    const { status } = told.registration;
    if (states !== 'always' && !states.includes(status)) return { skip: `the registration is ${status} now` };
    if (fact.template === 'session-reminder' && !this.stillComing(told, fact))
      return { skip: 'the batch does not begin then any more, or has begun' };
    const changes = fact.template === 'batch-changed' ? await this.changes.untold(fact, told.batch) : [];
    if (changes === null) return { skip: 'a later change is told together with this one' };
    const words = await shared.once(`words ${told.batch.id} ${fact.locale}`, () =>
      this.wording.ofBatch(told, fact.locale),
    );
    return { view: this.wording.view(fact, { ...told, changes, words }) };
  }

  private stillComing(
    { batch: { status, timeZone }, sessions: [first] }: ToldRegistration,
    { data }: EmailFact,
  ): boolean {
    if (first === undefined || status !== 'published' || first.startsAt <= this.clock.now()) return false;
    return firstDay({ timeZone, firstStart: first.startsAt }) === data.day;
  }
}
