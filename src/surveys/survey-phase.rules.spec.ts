import { describe, expect, it } from '@jest/globals';
import {
  conduct,
  conductActions,
  surveyPhase,
  surveyWindow,
  type SurveyPhase,
  type SurveyTimes,
} from './survey-phase.rules.js';

const at = (text: string) => new Date(`2026-10-${text}:00.000Z`);
const lastEnd = at('20T08:00');
const held = { status: 'published' as const, lastEnd };
const ready: SurveyTimes = { status: 'ready', openedAt: null, closedAt: null, daysOpen: 2 };

describe('the time of a survey', () => {
  it.each<[string, Partial<SurveyTimes>, string, SurveyPhase]>([
    ['a draft never opens', { status: 'draft' }, '21T00:00', 'draft'],
    ['waits for the last session', {}, '20T07:59', 'waiting'],
    ['opens when it ends', {}, '20T08:00', 'open'],
    ['is open to the last minute', {}, '22T07:59', 'open'],
    ['closes when its days are over', {}, '22T08:00', 'closed'],
    ['opens earlier by hand', { openedAt: at('19T00:00') }, '19T00:00', 'open'],
    ['and still counts its days from the last session', { openedAt: at('19T00:00') }, '22T07:59', 'open'],
    ['opened again later, from then', { openedAt: at('25T00:00') }, '26T23:59', 'open'],
    ['and not for ever', { openedAt: at('25T00:00') }, '27T00:00', 'closed'],
    ['closes by hand', { closedAt: at('21T00:00') }, '21T00:00', 'closed'],
  ])('%s', (_, given, now, phase) => {
    expect(surveyPhase({ ...ready, ...given }, held, at(now))).toBe(phase);
  });

  it('never comes for a batch that is not held, nor by itself without a timetable', () => {
    expect(surveyPhase(ready, { ...held, status: 'cancelled' }, at('21T00:00'))).toBe('waiting');
    expect(surveyPhase(ready, { ...held, status: 'draft' }, at('21T00:00'))).toBe('waiting');
    expect(surveyPhase(ready, { ...held, lastEnd: null }, at('21T00:00'))).toBe('waiting');
    expect(surveyWindow(ready, { ...held, lastEnd: null })).toEqual({ opensAt: null, closesAt: null });
  });
});

describe('conducting a survey', () => {
  const phases: SurveyPhase[] = ['draft', 'waiting', 'open', 'closed'];
  const allowed = new Set(['ready draft', 'draft waiting', 'open draft', 'open waiting', 'open closed', 'close open']);

  it.each(conductActions.flatMap((action) => phases.map((phase) => ({ action, phase }))))(
    '$action from $phase',
    ({ action, phase }) => {
      const decision = conduct(action, { phase, questions: 1, held: true }, lastEnd);
      const fine = action === 'save' || allowed.has(`${action} ${phase}`);
      expect('change' in decision).toBe(fine);
      if (!fine) expect(decision).toEqual({ refused: 'changed_meanwhile' });
    },
  );

  it('asks for a question before it begins, and for a batch that is held before it opens', () => {
    const none = { phase: 'draft', questions: 0, held: true } as const;
    expect(conduct('ready', none, lastEnd)).toEqual({ refused: 'survey_without_questions' });
    expect(conduct('open', none, lastEnd)).toEqual({ refused: 'survey_without_questions' });
    expect(conduct('open', { ...none, questions: 1, held: false }, lastEnd)).toEqual({ refused: 'batch_not_running' });
    expect(conduct('ready', { ...none, questions: 1, held: false }, lastEnd)).toEqual({ change: { status: 'ready' } });
  });

  it('opens a closed one again', () => {
    const decision = conduct('open', { phase: 'closed', questions: 1, held: true }, lastEnd);
    expect(decision).toEqual({ change: { status: 'ready', openedAt: lastEnd, closedAt: null } });
  });
});
