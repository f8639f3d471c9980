import { formField, type FieldPlan, type FormField } from '../http/form-fields.js';
import type { Locale } from '../kernel/locale.js';
import type { FieldError } from '../kernel/problems.js';
import { isText, scaleEnd, wordingIn, type SurveyQuestion } from './survey-question.rules.js';
import { fieldOf, type TypedSheet } from './survey-sheet.rules.js';

type Text = (key: string) => string;

/** A question as `templates/pages/_question.hbs` shows it. */
export type QuestionField = FormField & { readonly scale: boolean };

const longestTyped = 10_000;

/** What came with the form; boxes that were ticked under one name are joined by commas. */
export function typedSheet(sent: unknown): TypedSheet {
  const entries = Object.entries((sent ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : value;
    return typeof text === 'string' ? [[name, text.slice(0, longestTyped)] as const] : [];
  });
  return Object.fromEntries(entries);
}

export function questionPlans(questions: readonly SurveyQuestion[], locale: Locale, text: Text): FieldPlan[] {
  return questions.map((question, place) => {
    const { kind, required } = question;
    const label = `${place + 1}. ${wordingIn(question.text, locale)}`;
    const options = question.options.map((option, at) => [String(at), wordingIn(option, locale)] as const);
    return { name: fieldOf(question), label, required, ...answering(kind, options, text) };
  });
}

function answering(
  kind: SurveyQuestion['kind'],
  options: readonly (readonly [string, string])[],
  text: Text,
): Partial<FieldPlan> {
  if (isText(kind)) return { multiline: kind === 'long_text' };
  if (kind === 'choices') return { checks: options, hint: text('hint_choices') };
  if (kind === 'choice') return { choices: options };
  if (kind === 'yes_no') return { choices: (['yes', 'no'] as const).map((word) => [word, text(word)] as const) };
  const steps = Array.from({ length: scaleEnd }, (_, place) => String(place + 1));
  return { choices: steps.map((step) => [step, step] as const), hint: text('hint_scale') };
}

/** The questions filled in with what was typed, each with its fault. */
export function questionFields(
  questions: readonly SurveyQuestion[],
  plans: readonly FieldPlan[],
  {
    typed,
    faults,
  }: { readonly typed: TypedSheet; readonly faults: readonly (FieldError & { readonly text: string })[] },
): QuestionField[] {
  return plans.map((plan, place) => {
    const fault = faults.find(({ field }) => field === plan.name);
    const field = formField(plan, typed[plan.name] ?? '', fault?.text ?? null);
    return { ...field, scale: questions[place]?.kind === 'scale' };
  });
}
