import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import type { Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import { surveyOfActor } from './survey-of-actor.js';
import { conduct, isHeld, type ConductAction } from './survey-phase.rules.js';
import { standingOf } from './survey-standing.js';
import { Survey } from './survey.entity.js';

/** Makes a survey ready, opens and closes it, and sets for how many days it is open. */
@Injectable()
export class ConductSurvey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws `NotFound` for the batch; refuses `survey_without_questions`, `batch_not_running`, `changed_meanwhile`. */
  async run(actor: Actor, batchId: string, action: ConductAction, daysOpen: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      await updateRows(tx, Survey, { batchId, officeId: actor.officeId }, { daysOpen });
      const survey = await surveyOfActor(tx, actor, batchId);
      if (survey === null) throw new Refusal('survey_without_questions');
      const now = this.clock.now();
      const { phase, batch } = await standingOf(tx, survey, now);
      const decision = conduct(action, { phase, questions: survey.questions.length, held: isHeld(batch) }, now);
      if ('refused' in decision) throw new Refusal(decision.refused);
      await updateRows(tx, Survey, { id: survey.id }, { daysOpen, ...decision.change });
      await this.audit.record(tx, {
        officeId: actor.officeId,
        actor,
        action: 'survey.conducted',
        subject: { type: 'survey', id: survey.id },
        after: { action, daysOpen },
      });
    });
  }
}
