import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { In, Not } from 'typeorm';
import { Database } from '../database/database.js';
import type { Page } from '../http/paging.js';
import type { Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { attendantsOf } from './attendants.js';
import { SurveyAnswer } from './survey-answer.entity.js';
import { surveyOfActor } from './survey-of-actor.js';
import type { SurveyQuestion } from './survey-question.rules.js';
import { fewestToShow, resultOf, type QuestionResult } from './survey-results.rules.js';
import { standingOf, type SurveyStanding } from './survey-standing.js';
import { Survey } from './survey.entity.js';

export interface SurveyResults {
  /** Null before anything was asked. */
  readonly standing: SurveyStanding | null;
  /** How many were there and may answer. */
  readonly attended: number;
  /** Null while there are too few to hide one another. */
  readonly questions: readonly QuestionResult[] | null;
}

/** Another batch whose questions may be copied. */
export interface AskedBatch {
  readonly batchId: string;
  readonly title: string;
  readonly number: number;
}

const mostToCopy = 100;

/** What organisers see of a survey: never who answered, and of a sheet never more than one answer at a time. */
@Injectable()
export class SurveyQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  ofBatch(actor: Actor, batchId: string): Promise<Survey | null> {
    return surveyOfActor(this.database.reader, actor, batchId);
  }

  async results(actor: Actor, batchId: string): Promise<SurveyResults> {
    const { reader } = this.database;
    const survey = await this.ofBatch(actor, batchId);
    const attended = await attendantsOf(reader, batchId).getCount();
    if (survey === null) return { standing: null, attended, questions: null };
    const standing = await standingOf(reader, survey, this.clock.now());
    const answers = await reader.findBy(SurveyAnswer, { surveyId: survey.id });
    const shown = answers.length >= fewestToShow;
    const questions = survey.questions.map((question) => this.result(question, answers));
    return { standing, attended, questions: shown ? questions : null };
  }

  /** The texts that answer a question, page by page; none while results are not shown. */
  async texts(
    actor: Actor,
    batchId: string,
    questionId: string,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<{ readonly question: SurveyQuestion; readonly page: Page<string> }> {
    const survey = await this.ofBatch(actor, batchId);
    const question = survey?.questions.find(({ id }) => id === questionId);
    if (survey === null || question === undefined) throw new NotFound('question_not_found');
    const answers = await this.database.reader.findBy(SurveyAnswer, { surveyId: survey.id });
    const rows = answers.length < fewestToShow ? [] : inOrderOf(question, answers);
    const rest = rows.filter(({ place, sheet }) => sheet[question.id] !== undefined && place > (after ?? ''));
    const shown = rest.slice(0, limit);
    const items = shown.flatMap(({ sheet }) => resultOf(question, [sheet]).texts);
    return { question, page: { items, next: rest.length > limit ? (shown.at(-1)?.place ?? null) : null } };
  }

  /** The batches of the office that asked something, the latest first. */
  async toCopy(actor: Actor, batchId: string): Promise<AskedBatch[]> {
    const { reader } = this.database;
    const where = { officeId: actor.officeId, batchId: Not(batchId) };
    const surveys = await reader.find(Survey, { where, order: { id: 'DESC' }, take: mostToCopy });
    const asked = surveys.filter(({ questions }) => questions.length > 0);
    const batches = await reader.findBy(Batch, { id: In(asked.map((survey) => survey.batchId)) });
    const programs = await reader.findBy(Program, { id: In(batches.map(({ programId }) => programId)) });
    return asked.flatMap((survey) => {
      const batch = batches.find(({ id }) => id === survey.batchId);
      const program = programs.find(({ id }) => id === batch?.programId);
      if (batch === undefined || program === undefined) return [];
      return [{ batchId: batch.id, title: program.title, number: batch.number }];
    });
  }

  private result(question: SurveyQuestion, answers: readonly SurveyAnswer[]): QuestionResult {
    const sheets = inOrderOf(question, answers).map(({ sheet }) => sheet);
    return resultOf(question, sheets);
  }
}

/** In an order of its own for each question, so that texts of one person don't stand at the same place everywhere. */
function inOrderOf({ id }: SurveyQuestion, answers: readonly SurveyAnswer[]) {
  const placed = answers.map(({ id: own, sheet }) => ({
    place: createHash('sha256').update(`${id} ${own}`).digest('hex').slice(0, 32),
    sheet,
  }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1));
}
