import { cleanText } from '../kernel/plain-text.js';
import type { FieldError } from '../kernel/problems.js';
import { isText, scaleEnd, type SurveyQuestion } from './survey-question.rules.js';

/** 1 to 5 of a scale, the place of an option from 0, several places, yes or no, or a text. */
export type AnswerValue = number | boolean | string | readonly number[];

/** One person's answers by question; what was left out is not there. */
export type Sheet = Readonly<Record<string, AnswerValue>>;

/** What came with the form, by field; ticked boxes are joined by commas. */
export type TypedSheet = Readonly<Record<string, string>>;

export const longestShortText = 200;
export const longestLongText = 2000;

export function fieldOf({ id }: Pick<SurveyQuestion, 'id'>): string {
  return `q.${id}`;
}

type Reading = { readonly value: AnswerValue | null } | Pick<FieldError, 'code' | 'params'>;

/** All that is wrong is told at once, by field; a sheet without any answer is refused as a whole. */
export function readSheet(
  questions: readonly SurveyQuestion[],
  typed: TypedSheet,
): { readonly sheet: Sheet } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const answers: [string, AnswerValue][] = [];
  for (const question of questions) {
    const field = fieldOf(question);
    const reading = readAnswer(question, typed[field] ?? '');
    if ('code' in reading) errors.push({ field, ...reading });
    else if (reading.value !== null) answers.push([question.id, reading.value]);
    else if (question.required) errors.push({ field, code: 'required' });
  }
  const [first] = questions;
  if (errors.length === 0 && answers.length === 0 && first !== undefined) {
    errors.push({ field: fieldOf(first), code: 'survey_empty' });
  }
  return errors.length > 0 ? { errors } : { sheet: Object.fromEntries(answers) };
}

function readAnswer(question: SurveyQuestion, typed: string): Reading {
  if (typed.trim() === '') return { value: null };
  if (isText(question.kind)) return readText(question, typed);
  if (question.kind === 'yes_no') return oneOf(['no', 'yes'].indexOf(typed), (place) => place === 1);
  if (question.kind === 'scale') return oneOf(placeIn(typed, scaleEnd + 1) || -1, (place) => place);
  if (question.kind === 'choice') return oneOf(placeIn(typed, question.options.length), (place) => place);
  const places = [...new Set(typed.split(',').map((one) => placeIn(one, question.options.length)))];
  return oneOf(Math.min(...places), () => places.sort((a, b) => a - b));
}

function readText({ kind }: SurveyQuestion, typed: string): Reading {
  const short = kind === 'short_text';
  const limits = { maxLength: short ? longestShortText : longestLongText, lines: short ? 'one' : 'many' } as const;
  const reading = cleanText(typed, limits);
  if (!reading.ok) return reading;
  return { value: reading.text === '' ? null : reading.text };
}

/** A whole number from 0 below `end`; else -1. */
function placeIn(typed: string, end: number): number {
  return /^\d{1,2}$/.test(typed) && Number(typed) < end ? Number(typed) : -1;
}

function oneOf(place: number, value: (place: number) => AnswerValue): Reading {
  return place < 0 ? { code: 'not_allowed' } : { value: value(place) };
}
