import { Injectable } from '@nestjs/common';
import type { BatchView } from '../../programs/batch.views.js';
import type { RegistrationStatus } from '../../registrations/registration.rules.js';
import { BatchFrame, type BatchTab } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import type { Decision } from './decide-together.js';

/** Somebody about whom it is decided. */
export interface Concerned {
  readonly name: string;
  readonly code: string;
  readonly status: RegistrationStatus;
  readonly hasEmail: boolean;
}

export interface PlannedDecision {
  readonly decision: Decision;
  readonly reason: string;
  readonly people: readonly Concerned[];
}

export interface Confirmation {
  readonly tab: BatchTab;
  readonly plans: readonly PlannedDecision[];
  /** What the form sends besides, to do what was shown. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly action: string;
  readonly backHref: string;
  /** Where the form goes that takes the choice along when one thinks again; else back is a link. */
  readonly backAction?: string;
}

const outcomes: Readonly<Record<Decision, RegistrationStatus>> = {
  confirm: 'confirmed',
  waitlist: 'waitlisted',
  reject: 'rejected',
  cancel: 'cancelled',
};

/** What is about to be decided, about whom, and how many will hear of it by mail, before it is done. */
@Injectable()
export class DecisionPage {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
  ) {}

  async show(
    visit: Visit,
    batch: BatchView,
    { tab, plans, hidden, action, backHref, backAction = '' }: Confirmation,
  ): Promise<void> {
    const told = plans.flatMap(({ decision, people }) => people.filter(({ status }) => status !== outcomes[decision]));
    const mails = told.filter(({ hasEmail }) => hasEmail).length;
    const silent = told.length - mails;
    const view = {
      failure: null,
      mails: this.pages.text(visit, 'selection:mails', { count: mails }),
      silent: silent === 0 ? null : this.pages.text(visit, 'selection:mails_none', { count: silent }),
      crowded: this.crowded(visit, batch, plans),
      groups: plans.filter(({ people }) => people.length > 0).map((plan) => this.group(visit, plan)),
      hidden: Object.entries({ ...hidden, sure: 'yes' }).map(([name, value]) => ({ name, value })),
      danger: plans.some(({ decision }) => decision === 'reject' || decision === 'cancel'),
      ...{ action, backHref, backAction },
    };
    await this.frame.show(visit, batch, 'decision', { tab, view });
  }

  private group(visit: Visit, { decision, reason, people }: PlannedDecision) {
    return {
      title: this.pages.text(visit, `selection:will_${decision}`, { count: people.length }),
      reason: reason === '' ? null : this.pages.text(visit, 'selection:because', { reason }),
      people: people.map(({ name, code, hasEmail }) => ({ name, code, silent: !hasEmail })),
    };
  }

  /** More are confirmed than there are seats: the last ones will stay as they are. */
  private crowded(visit: Visit, { capacity, taken }: BatchView, plans: readonly PlannedDecision[]): string | null {
    const wanted = plans
      .filter(({ decision }) => decision === 'confirm')
      .flatMap(({ people }) => people.filter(({ status }) => status !== 'confirmed')).length;
    const free = capacity - taken;
    return wanted > free ? this.pages.text(visit, 'selection:crowded', { wanted, free }) : null;
  }
}
