import type { Locale } from '../kernel/locale.js';
import type { FieldError } from '../kernel/problems.js';

export const questionKinds = ['scale', 'choice', 'choices', 'yes_no', 'short_text', 'long_text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const mostQuestions = 20;
export const fewestOptions = 2;
export const mostOptions = 10;
export const longestOption = 100;
/** A scale goes from 1 to this. */
export const scaleEnd = 5;

/** A text in both languages; without English, readers of English are shown the Indonesian. */
export interface Wording {
  readonly id: string;
  readonly en: string | null;
}

export interface SurveyQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly required: boolean;
  readonly text: Wording;
  /** Of `choice` and `choices`; else empty. */
  readonly options: readonly Wording[];
}

export function wordingIn({ id, en }: Wording, locale: Locale): string {
  return locale === 'en' && en !== null ? en : id;
}

export function hasOptions(kind: QuestionKind): boolean {
  return kind === 'choice' || kind === 'choices';
}

export function isText(kind: QuestionKind): boolean {
  return kind === 'short_text' || kind === 'long_text';
}

/** In the place of the one with its id, or at the end; null when there is no room for one more. */
export function withQuestion(questions: readonly SurveyQuestion[], question: SurveyQuestion): SurveyQuestion[] | null {
  const known = questions.some(({ id }) => id === question.id);
  if (known) return questions.map((one) => (one.id === question.id ? question : one));
  return questions.length < mostQuestions ? [...questions, question] : null;
}

/** One place up or down; at the end of the list it stays. */
export function movedQuestion(
  questions: readonly SurveyQuestion[],
  id: string,
  direction: 'up' | 'down',
): SurveyQuestion[] {
  const from = questions.findIndex((one) => one.id === id);
  const to = direction === 'up' ? from - 1 : from + 1;
  const [moved, other] = [questions[from], questions[to]];
  if (moved === undefined || other === undefined) return [...questions];
  return questions.map((one, place) => (place === from ? other : place === to ? moved : one));
}

function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** The options of a question, one a line, with as many lines of English or none. */
export function readOptions(
  kind: QuestionKind,
  { options, optionsEn }: { readonly options?: string | undefined; readonly optionsEn?: string | undefined },
): { readonly options: readonly Wording[] } | { readonly error: FieldError } {
  if (!hasOptions(kind)) return { options: [] };
  const [own, english] = [linesOf(options), linesOf(optionsEn)];
  const fault = optionsFault(own);
  if (fault !== null) return { error: { field: 'options', ...fault } };
  if (english.length > 0 && english.length !== own.length) {
    return { error: { field: 'optionsEn', code: 'options_en_count', params: { count: own.length } } };
  }
  const fault2 = english.length === 0 ? null : optionsFault(english);
  if (fault2 !== null) return { error: { field: 'optionsEn', ...fault2 } };
  return { options: own.map((id, place) => ({ id, en: english[place] ?? null })) };
}

function optionsFault(lines: readonly string[]): Pick<FieldError, 'code' | 'params'> | null {
  if (lines.length < fewestOptions || lines.length > mostOptions) {
    return { code: 'options_number', params: { min: fewestOptions, max: mostOptions } };
  }
  if (lines.some((line) => Array.from(line).length > longestOption)) {
    return { code: 'option_too_long', params: { max: longestOption } };
  }
  return new Set(lines).size < lines.length ? { code: 'options_repeat' } : null;
}
