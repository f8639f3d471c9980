import { isText, scaleEnd, type SurveyQuestion } from './survey-question.rules.js';
import type { AnswerValue, Sheet } from './survey-sheet.rules.js';

/** Of fewer, anybody who knows who was there could guess who said what. */
export const fewestToShow = 3;

export interface QuestionResult {
  readonly question: SurveyQuestion;
  /** How many answered it. */
  readonly answered: number;
  /** By option; of a scale from 1 upwards, of yes and no in that order; empty for texts. */
  readonly counts: readonly number[];
  /** Of a scale; null before anybody answered. */
  readonly average: number | null;
  /** As they were given, in no order that tells anything. */
  readonly texts: readonly string[];
}

export function resultOf(question: SurveyQuestion, sheets: readonly Sheet[]): QuestionResult {
  const values = sheets.flatMap((sheet): AnswerValue[] => {
    const value = sheet[question.id];
    return value === undefined ? [] : [value];
  });
  const places = values.map((value) => placesOf(question, value));
  return {
    question,
    answered: values.length,
    counts: Array.from(
      { length: columnsOf(question) },
      (_, place) => places.filter((own) => own.includes(place)).length,
    ),
    average: question.kind === 'scale' ? average(values.map(Number)) : null,
    texts: isText(question.kind) ? values.map(String) : [],
  };
}

function columnsOf({ kind, options }: SurveyQuestion): number {
  if (kind === 'scale') return scaleEnd;
  return kind === 'yes_no' ? 2 : options.length;
}

function placesOf({ kind }: SurveyQuestion, value: AnswerValue): readonly number[] {
  if (typeof value === 'boolean') return [value ? 0 : 1];
  if (typeof value === 'number') return [kind === 'scale' ? value - 1 : value];
  return typeof value === 'string' ? [] : value;
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
