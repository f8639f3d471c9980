import { describe, expect, it } from '@jest/globals';
import type { QuestionKind, SurveyQuestion } from './survey-question.rules.js';
import { resultOf } from './survey-results.rules.js';
import { readSheet } from './survey-sheet.rules.js';

const options = ['A', 'B', 'C'].map((id) => ({ id, en: null }));
const asked = (kind: QuestionKind, given: Partial<SurveyQuestion> = {}): SurveyQuestion => ({
  id: 'x',
  kind,
  required: true,
  text: { id: 'Pertanyaan', en: null },
  options: kind === 'choice' || kind === 'choices' ? options : [],
  ...given,
});
const read = (kind: QuestionKind, typed: string) => readSheet([asked(kind)], { 'q.x': typed });

describe('a sheet', () => {
  it.each<[QuestionKind, string, unknown]>([
    ['scale', '1', 1],
    ['scale', '5', 5],
    ['choice', '0', 0],
    ['choice', '2', 2],
    ['choices', '2,0,2', [0, 2]],
    ['yes_no', 'yes', true],
    ['yes_no', 'no', false],
    ['short_text', '  Bagus   sekali ', 'Bagus sekali'],
    ['long_text', 'Satu\r\nDua', 'Satu\nDua'],
  ])('of %s reads %j', (kind, typed, value) => {
    expect(read(kind, typed)).toEqual({ sheet: { x: value } });
  });

  it.each<[QuestionKind, string, string]>([
    ['scale', '0', 'not_allowed'],
    ['scale', '6', 'not_allowed'],
    ['scale', '1.5', 'not_allowed'],
    ['scale', '-1', 'not_allowed'],
    ['choice', '3', 'not_allowed'],
    ['choices', '0,3', 'not_allowed'],
    ['choices', '0,', 'not_allowed'],
    ['yes_no', 'true', 'not_allowed'],
    ['short_text', 'a\nb', 'text_chars'],
    ['short_text', 'a'.repeat(201), 'text_too_long'],
    ['long_text', 'a'.repeat(2001), 'text_too_long'],
    ['long_text', ' \n ', 'required'],
    ['scale', '', 'required'],
  ])('of %s refuses %j', (kind, typed, code) => {
    expect(read(kind, typed)).toMatchObject({ errors: [{ field: 'q.x', code }] });
  });

  it('may leave out what is not required, but not everything', () => {
    const questions = [asked('scale', { id: 'a', required: false }), asked('long_text', { id: 'b', required: false })];
    expect(readSheet(questions, { 'q.b': 'Ya' })).toEqual({ sheet: { b: 'Ya' } });
    expect(readSheet(questions, {})).toEqual({ errors: [{ field: 'q.a', code: 'survey_empty' }] });
  });
});

describe('a result', () => {
  it('counts, and takes the average of a scale over those who answered', () => {
    const result = resultOf(asked('scale'), [{ x: 5 }, { x: 4 }, { y: 1 }, { x: 5 }]);
    expect(result).toMatchObject({ answered: 3, counts: [0, 0, 0, 1, 2], texts: [] });
    expect(result.average).toBeCloseTo(14 / 3);
    expect(resultOf(asked('scale'), []).average).toBeNull();
  });

  it('counts options, several of one person each, and yes before no', () => {
    expect(resultOf(asked('choices'), [{ x: [0, 2] }, { x: [2] }])).toMatchObject({ answered: 2, counts: [1, 0, 2] });
    expect(resultOf(asked('choice'), [{ x: 1 }])).toMatchObject({ counts: [0, 1, 0], average: null });
    expect(resultOf(asked('yes_no'), [{ x: true }, { x: false }, { x: true }]).counts).toEqual([2, 1]);
  });

  it('lists texts', () => {
    expect(resultOf(asked('short_text'), [{ x: 'B' }, {}, { x: 'A' }])).toMatchObject({
      answered: 2,
      counts: [],
      texts: ['B', 'A'],
    });
  });
});
