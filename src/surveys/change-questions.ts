import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksUnique } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import type { Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import { readyQuestions } from './ready-questions.js';
import { surveyOfActor } from './survey-of-actor.js';
import { defaultDaysOpen } from './survey-phase.rules.js';
import {
  mostQuestions,
  movedQuestion,
  readOptions,
  withQuestion,
  type SurveyQuestion,
} from './survey-question.rules.js';
import type { QuestionBody } from './survey.dto.js';
import { Survey } from './survey.entity.js';

/** Which batch's survey, and what of it the form had shown: 0 before there is one. */
export interface ShownSurvey {
  readonly batchId: string;
  readonly revision: number;
}

type Change = (questions: readonly SurveyQuestion[]) => readonly SurveyQuestion[];

/**
 * Sets the questions of a survey until the first answer comes. All throw `NotFound` for the batch, and the refusals
 * `survey_has_answers` and `changed_meanwhile`.
 */
@Injectable()
export class ChangeQuestions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** A new question without an id. Throws `InvalidInput` for the options, `survey_full`, `NotFound` for the question. */
  async put(
    actor: Actor,
    shown: ShownSurvey,
    { id, body }: { readonly id: string | null; readonly body: QuestionBody },
  ) {
    const read = readOptions(body.kind, body);
    if ('error' in read) throw new InvalidInput([read.error]);
    const { kind, required, text, textEn } = body;
    const wording = { id: text, en: textEn ?? null };
    await this.apply(actor, shown, (questions) => {
      if (id !== null) requireQuestion(questions, id);
      const question = { id: id ?? newId(), kind, required, text: wording, options: read.options };
      const changed = withQuestion(questions, question);
      if (changed === null) throw new Refusal('survey_full', { max: mostQuestions });
      return changed;
    });
  }

  async remove(actor: Actor, shown: ShownSurvey, id: string): Promise<void> {
    await this.apply(actor, shown, (questions) => {
      requireQuestion(questions, id);
      return questions.filter((one) => one.id !== id);
    });
  }

  async move(actor: Actor, shown: ShownSurvey, id: string, direction: 'up' | 'down'): Promise<void> {
    await this.apply(actor, shown, (questions) => {
      requireQuestion(questions, id);
      return movedQuestion(questions, id, direction);
    });
  }

  /** The ready set instead of what was there. */
  async takeReady(actor: Actor, shown: ShownSurvey): Promise<void> {
    await this.apply(actor, shown, () => readyQuestions());
  }

  /** Another batch's questions instead of what was there. Throws `NotFound` when that batch has none. */
  async copyFrom(actor: Actor, shown: ShownSurvey, batchId: string): Promise<void> {
    const source = await surveyOfActor(this.database.reader, actor, batchId);
    if (source === null) throw new NotFound('survey_not_found');
    await this.apply(actor, shown, () => source.questions.map((question) => ({ ...question, id: newId() })));
  }

  private async apply(actor: Actor, shown: ShownSurvey, change: Change): Promise<void> {
    try {
      await this.database.transaction((tx) => this.write(tx, actor, shown, change));
    } catch (error) {
      if (breaksUnique(error, 'uq_surveys_batch_id', 'surveys', ['batch_id'])) throw new Refusal('changed_meanwhile');
      throw error;
    }
  }

  private async write(tx: EntityManager, actor: Actor, shown: ShownSurvey, change: Change): Promise<void> {
    const known = await editable(tx, actor, shown);
    const before = known?.questions ?? [];
    const questions = change(before);
    const id = known?.id ?? newId();
    if (known === null) await this.create(tx, actor, { id, batchId: shown.batchId, questions });
    else await replace(tx, known, questions);
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action: 'survey.questions_changed',
      subject: { type: 'survey', id },
      before: { questions: before },
      after: { questions },
    });
  }

  private async create(
    tx: EntityManager,
    { officeId }: Actor,
    survey: Pick<Survey, 'id' | 'batchId' | 'questions'>,
  ): Promise<void> {
    await insertRow(tx, Survey, {
      ...survey,
      officeId,
      status: 'draft',
      revision: 1,
      answerCount: 0,
      daysOpen: defaultDaysOpen,
      openedAt: null,
      closedAt: null,
      createdAt: this.clock.now(),
    });
  }
}

async function editable(tx: EntityManager, actor: Actor, { batchId, revision }: ShownSurvey): Promise<Survey | null> {
  const known = await surveyOfActor(tx, actor, batchId);
  if (known !== null && known.answerCount > 0) throw new Refusal('survey_has_answers');
  if ((known?.revision ?? 0) !== revision) throw new Refusal('changed_meanwhile');
  return known;
}

function requireQuestion(questions: readonly SurveyQuestion[], id: string): void {
  if (questions.every((one) => one.id !== id)) throw new NotFound('question_not_found');
}

async function replace(tx: EntityManager, { id, revision }: Survey, questions: readonly SurveyQuestion[]) {
  const change = { questions, revision: revision + 1, ...(questions.length === 0 ? { status: 'draft' as const } : {}) };
  const changed = await updateRows(tx, Survey, { id, revision, answerCount: 0 }, change);
  if (changed !== 1) throw new Refusal('changed_meanwhile');
}
