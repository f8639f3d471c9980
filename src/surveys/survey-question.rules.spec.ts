import { describe, expect, it } from '@jest/globals';
import { readyQuestions } from './ready-questions.js';
import {
  mostQuestions,
  movedQuestion,
  readOptions,
  withQuestion,
  wordingIn,
  type SurveyQuestion,
} from './survey-question.rules.js';

const question = (id: string): SurveyQuestion => ({
  id,
  kind: 'scale',
  required: true,
  text: { id, en: null },
  options: [],
});
const list = ['a', 'b', 'c'].map(question);
const ids = (questions: readonly SurveyQuestion[] | null) => questions?.map(({ id }) => id).join('');

describe('the questions of a survey', () => {
  it('are at most twenty', () => {
    const full = Array.from({ length: mostQuestions }, (_, place) => question(String(place)));
    expect(mostQuestions).toBe(20);
    expect(withQuestion(full, question('more'))).toBeNull();
    expect(withQuestion(full.slice(1), question('more'))).toHaveLength(20);
    expect(withQuestion(full, { ...question('3'), required: false })?.[3]?.required).toBe(false);
  });

  it('move one place, and stay at the ends', () => {
    expect(ids(movedQuestion(list, 'b', 'up'))).toBe('bac');
    expect(ids(movedQuestion(list, 'b', 'down'))).toBe('acb');
    expect(ids(movedQuestion(list, 'a', 'up'))).toBe('abc');
    expect(ids(movedQuestion(list, 'c', 'down'))).toBe('abc');
    expect(ids(movedQuestion(list, 'x', 'up'))).toBe('abc');
  });

  it('are read in English where there is English', () => {
    expect(wordingIn({ id: 'Ya', en: 'Yes' }, 'en')).toBe('Yes');
    expect(wordingIn({ id: 'Ya', en: null }, 'en')).toBe('Ya');
    expect(wordingIn({ id: 'Ya', en: 'Yes' }, 'id')).toBe('Ya');
  });

  it('come ready in both languages, with ids of their own each time', () => {
    const ready = readyQuestions();
    const wordings = ready.flatMap(({ text, options }) => [text, ...options]);
    expect(ready.length).toBeLessThanOrEqual(mostQuestions);
    expect(wordings.filter(({ en }) => en === null)).toEqual([]);
    expect(new Set([...ready, ...readyQuestions()].map(({ id }) => id)).size).toBe(2 * ready.length);
  });
});

describe('the options of a question', () => {
  it('are lines, with as many of English', () => {
    expect(readOptions('choice', { options: ' A \n\nB', optionsEn: 'a\nb' })).toEqual({
      options: [
        { id: 'A', en: 'a' },
        { id: 'B', en: 'b' },
      ],
    });
    expect(readOptions('scale', { options: 'A' })).toEqual({ options: [] });
  });

  it.each([
    [{ options: 'A' }, 'options', 'options_number'],
    [{}, 'options', 'options_number'],
    [{ options: Array.from({ length: 11 }, (_, place) => `${place}`).join('\n') }, 'options', 'options_number'],
    [{ options: 'A\nA' }, 'options', 'options_repeat'],
    [{ options: `A\n${'b'.repeat(101)}` }, 'options', 'option_too_long'],
    [{ options: 'A\nB', optionsEn: 'a' }, 'optionsEn', 'options_en_count'],
    [{ options: 'A\nB', optionsEn: 'a\na' }, 'optionsEn', 'options_repeat'],
  ])('are refused by name: %j', (given, field, code) => {
    expect(readOptions('choices', given)).toMatchObject({ error: { field, code } });
  });
});
