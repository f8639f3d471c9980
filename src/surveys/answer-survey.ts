import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow, type Row } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { InvalidInput, Refusal } from '../kernel/problems.js';
import { SurveyAnswer } from './survey-answer.entity.js';
import { SurveyParticipation } from './survey-participation.js';
import { SurveyReceipt } from './survey-receipt.entity.js';
import { readSheet, type Sheet, type TypedSheet } from './survey-sheet.rules.js';
import { standingOf } from './survey-standing.js';
import { Survey } from './survey.entity.js';

export interface SentSheet {
  /** Of the questions that the form showed. */
  readonly revision: number;
  readonly typed: TypedSheet;
}

/**
 * Takes one sheet from each who attended, and keeps nothing that tells whose it is. There is no audit entry for it:
 * one would carry the time and stand beside the sheet.
 */
@Injectable()
export class AnswerSurvey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly participations: SurveyParticipation,
  ) {}

  /**
   * Throws `NotFound` for a link that opens nothing, `InvalidInput` with dotted fields, and the refusals
   * `survey_answered`, `survey_closed`, `survey_waiting`, `survey_not_attended`, `survey_changed`.
   */
  async run(token: string, { revision, typed }: SentSheet): Promise<void> {
    const { registration, standing, participation } = await this.participations.byToken(token);
    if (participation !== 'open') throw new Refusal(`survey_${participation}`);
    const { survey } = standing;
    if (survey.revision !== revision) throw new Refusal('survey_changed');
    const read = readSheet(survey.questions, typed);
    if ('errors' in read) throw new InvalidInput(read.errors);
    await this.database.transaction(async (tx) => {
      await this.count(tx, survey);
      if (await tx.existsBy(SurveyReceipt, { registrationId: registration.id })) throw new Refusal('survey_answered');
      await insertRow(tx, SurveyReceipt, { registrationId: registration.id });
      await shuffleIn(tx, survey.id, read.sheet);
    });
  }

  /** Locks the survey: one sheet after the other, and none beside a change of the questions or after the end. */
  private async count(tx: EntityManager, { id, revision }: Survey): Promise<void> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Survey)
      .set({ answerCount: () => 'answer_count + 1' })
      .where('id = :id AND revision = :revision', { id, revision })
      .execute();
    if (affected !== 1) throw new Refusal('survey_changed');
    const { phase } = await standingOf(tx, await tx.findOneByOrFail(Survey, { id }), this.clock.now());
    if (phase !== 'open') throw new Refusal('survey_closed');
  }
}

const rowsAtOnce = 100;

/**
 * Rows lie in a table in the order in which they were written, and PostgreSQL notes the transaction beside each: who
 * holds the file could match the last receipt to the last sheet. So all sheets of the survey are written anew, in the
 * order of their random ids.
 */
async function shuffleIn(tx: EntityManager, surveyId: string, sheet: Sheet): Promise<void> {
  const sheets: Row<SurveyAnswer>[] = await tx.findBy(SurveyAnswer, { surveyId });
  const all = [...sheets, { id: randomUUID(), surveyId, sheet }].sort((a, b) => (a.id < b.id ? -1 : 1));
  await tx.delete(SurveyAnswer, { surveyId });
  for (let start = 0; start < all.length; start += rowsAtOnce) {
    const rows = all.slice(start, start + rowsAtOnce).map(({ id, sheet: own }) => ({ id, surveyId, sheet: own }));
    await tx.insert(SurveyAnswer, rows);
  }
}
