import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import { Masthead } from '../../http/masthead.js';
import { InvalidInput, Refusal, type FieldError, type Problem } from '../../kernel/problems.js';
import type { BatchView } from '../../programs/batch.views.js';
import { PublicBatches } from '../../programs/public-batches.js';
import { consentManners } from '../../registrations/consent.entity.js';
import { bodyOf, firstStep } from '../../registrations/registration-form.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { atConsent, consentOf } from './consent-field.js';

const fullCodes = new Set(['batch_full', 'quota_full', 'venue_full', 'venue_seats_unknown']);

/** What is asked at the door: who she is, for whom she comes, and that she agrees. Everything else can wait. */
@Injectable()
export class DoorForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
    private readonly batches: PublicBatches,
  ) {}

  async plans(visit: Visit, batch: BatchView, problem: Problem | null): Promise<FieldPlan[]> {
    const text = (key: string) => this.pages.text(visit, key.includes(':') ? key : `pages:${key}`);
    const office = await this.masthead.office();
    const asking = { ...(await this.batches.one(batch.id)), homeProvince: office?.provinceCode ?? '' };
    const short = firstStep(asking, text).map(({ hint: _, ...plan }): FieldPlan => plan);
    const manners = consentManners.map((word): [string, string] => [word, text(`walk-in:consent_${word}`)]);
    return [
      ...short,
      { name: 'enterprise.name', label: text('walk-in:f_enterprise'), hint: text('walk-in:f_enterprise_hint') },
      { name: 'consentManner', label: text('walk-in:f_consent'), choices: manners, required: true },
      ...(isFull(batch, problem) ? this.seatPlans(visit, batch) : []),
    ];
  }

  /** The decision that is asked for once all seats are taken. */
  seatPlans(visit: Visit, { taken, capacity, venueSeats }: BatchView): FieldPlan[] {
    const text = (key: string, params = {}) => this.pages.text(visit, `walk-in:${key}`, params);
    const hint =
      venueSeats === null
        ? text('f_extra_unknown', { taken, capacity })
        : text('f_extra_hint', { taken, capacity, venueSeats });
    return [
      { name: 'extra', label: text('f_extra'), hint, checks: [['true', text('extra')]], required: true },
      { name: 'seatReason', label: text('f_extra_reason'), hint: text('f_extra_reason_hint'), required: true },
    ];
  }
}

/** Whether a decision about one seat more is called for. */
export function isFull({ taken, capacity }: BatchView, problem: Problem | null): boolean {
  return taken >= capacity || (problem instanceof Refusal && fullCodes.has(problem.code));
}

export function doorBody(typed: Typed): Readonly<Record<string, unknown>> {
  const { seatReason = '', extra } = typed;
  const reason = seatReason === '' ? {} : { seatReason };
  return { ...bodyOf(typed), ...consentOf(typed), ...(extra === 'true' ? { seat: 'extra', ...reason } : {}) };
}

/** The API's faults at the fields of this form. */
export function facingTheDoor(problem: Problem, { who = '' }: Typed): Problem {
  if (!(problem instanceof InvalidInput)) return problem;
  const own = atConsent(problem.errors).filter(
    ({ field }) => !['enterprise', 'enterprise.kind', 'role'].includes(field),
  );
  const unsaid: FieldError[] = who === '' ? [{ field: 'who', code: 'required' }] : [];
  return new InvalidInput([...own, ...unsaid]);
}
