import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import { formatInstant } from '../../kernel/date-texts.js';
import type { FieldError, Problem } from '../../kernel/problems.js';
import type { ConductAction, SurveyPhase } from '../../surveys/survey-phase.rules.js';
import { defaultDaysOpen } from '../../surveys/survey-phase.rules.js';
import type { SurveyResults } from '../../surveys/survey.queries.js';
import type { SurveyStanding } from '../../surveys/survey-standing.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

const badges: Readonly<Record<SurveyPhase, string>> = {
  draft: 'badge-waiting',
  waiting: 'badge-waiting',
  open: '',
  closed: 'badge-closed',
};

/** What may be done next, the likeliest first. */
const actions: Readonly<Record<SurveyPhase, readonly ConductAction[]>> = {
  draft: ['ready', 'open'],
  waiting: ['open', 'draft', 'save'],
  open: ['save', 'close'],
  closed: ['open'],
};

/** How a survey stands and what can be done about it, in words. */
@Injectable()
export class SurveyStandingTexts {
  constructor(private readonly pages: ConsolePages) {}

  of(visit: Visit, { standing, attended }: SurveyResults) {
    const text = (key: string, params = {}) => this.pages.text(visit, `surveys:${key}`, params);
    const phase = standing?.phase ?? 'draft';
    const answered = standing?.survey.answerCount ?? 0;
    return {
      state: text(`phase_${phase}`),
      badge: badges[phase],
      facts: standing === null ? [] : this.facts(visit, standing),
      explanation: text(`phase_${phase}_means`),
      response: {
        label: text('response'),
        value: answered,
        most: Math.max(attended, 1),
        text: text('response_value', { answered, attended }),
      },
    };
  }

  /** Empty before there is anything to ask. */
  actions(visit: Visit, standing: SurveyStanding | null) {
    if (standing === null || standing.survey.questions.length === 0) return [];
    return actions[standing.phase].map((action, place) => ({
      value: action,
      text: this.pages.text(
        visit,
        `surveys:do_${action === 'open' && standing.phase === 'closed' ? 'reopen' : action}`,
      ),
      tone: place === 0 ? '' : action === 'close' ? 'button-bad' : 'button-plain',
    }));
  }

  failure(visit: Visit, problem: Problem | null): string | null {
    return this.pages.failure(visit, problem);
  }

  error(visit: Visit, fault: FieldError): string {
    return this.pages.error(visit, fault);
  }

  daysPlan(visit: Visit): FieldPlan {
    const [label, hint] = ['days_open', 'days_open_hint'].map((key) => this.pages.text(visit, `surveys:${key}`));
    return { name: 'daysOpen', label: label ?? '', hint: hint ?? '', inputmode: 'numeric', required: true };
  }

  days(standing: SurveyStanding | null): string {
    return String(standing?.survey.daysOpen ?? defaultDaysOpen);
  }

  private facts(visit: Visit, { opensAt, closesAt, phase, batch }: SurveyStanding) {
    const at = (instant: Date | null) =>
      instant === null
        ? this.pages.text(visit, 'surveys:after_last_session')
        : formatInstant(instant, { locale: visit.locale, zone: batch.timeZone });
    const begun = phase === 'open' || phase === 'closed';
    return [
      { label: this.pages.text(visit, begun ? 'surveys:opened' : 'surveys:opens'), value: at(opensAt) },
      ...(closesAt === null
        ? []
        : [
            {
              label: this.pages.text(visit, phase === 'closed' ? 'surveys:closed' : 'surveys:closes'),
              value: at(closesAt),
            },
          ]),
    ];
  }
}
