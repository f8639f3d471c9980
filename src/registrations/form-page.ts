import { formField, type FieldPlan, type FormField } from '../http/form-fields.js';
import type { Messages } from '../http/messages.js';
import { statusOfProblem } from '../http/problem-status.js';
import type { Locale } from '../kernel/locale.js';
import { Busy, InvalidInput, Refusal, TooMany, type FieldError, type Problem } from '../kernel/problems.js';
import type { Typed } from './registration-form.js';

const keyField = 'Idempotency-Key';

/** What somebody can do something about with the filled-in form at hand. */
export function isFailure(error: unknown): error is Problem {
  const known = error instanceof Refusal || error instanceof TooMany || error instanceof Busy;
  return known || (error instanceof InvalidInput && error.errors.some(({ field }) => field === keyField));
}

export function statusOf(faults: readonly FieldError[], failure: Problem | undefined): number {
  if (failure instanceof InvalidInput) return 409;
  if (failure !== undefined) return statusOfProblem(failure);
  return faults.length > 0 ? 422 : 200;
}

/** As the fields stand on the screen; what is no field, the consent, stands last. */
function inOrder(faults: readonly FieldError[], plans: readonly FieldPlan[]): FieldError[] {
  const names = plans.map(({ name }) => name);
  const place = ({ field }: FieldError) => (names.includes(field) ? names.indexOf(field) : names.length);
  return [...faults].sort((a, b) => place(a) - place(b));
}

/** What a form shows, in a reader's language. */
export class FormPage {
  constructor(
    private readonly messages: Messages,
    private readonly locale: Locale,
  ) {}

  text(key: string): string {
    return this.messages.text(this.locale, key.includes(':') ? key : `pages:${key}`);
  }

  sentence(fault: FieldError | undefined): string | null {
    return fault === undefined ? null : this.messages.error(this.locale, fault.code, fault.params);
  }

  /** A form that was changed after it was taken is told as what it is: a registration that exists. */
  failure(failure: Problem | undefined): string | null {
    if (failure === undefined) return null;
    const code = failure instanceof InvalidInput ? 'already_registered' : failure.code;
    return this.messages.error(this.locale, code, failure.params);
  }

  fields(plans: readonly FieldPlan[], typed: Typed, faults: readonly FieldError[]): FormField[] {
    return plans.map((plan) => {
      const fault = faults.find(({ field }) => field === plan.name);
      return formField(plan, typed[plan.name] ?? '', this.sentence(fault));
    });
  }

  /** `elsewhere` names what is no field of this screen. */
  errors(plans: readonly FieldPlan[], faults: readonly FieldError[], elsewhere: (fault: FieldError) => string) {
    return inOrder(faults, plans).map((fault) => ({
      id: fault.field.replaceAll('.', '-'),
      label: plans.find(({ name }) => name === fault.field)?.label ?? elsewhere(fault),
      text: this.sentence(fault) ?? '',
    }));
  }

  /** What the script needs that keeps the form on the phone until it was sent. */
  draft(): Record<string, string> {
    const words = ['restored', 'forget', 'offline', 'slow'];
    return Object.fromEntries(words.map((word) => [word, this.text(`public:draft_${word}`)]));
  }
}
