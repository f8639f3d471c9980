import type { EntityManager } from 'typeorm';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { surveyPhase, surveyWindow, type SurveyPhase, type SurveyWindow } from './survey-phase.rules.js';
import type { Survey } from './survey.entity.js';

/** A survey as it stands at an instant. */
export interface SurveyStanding extends SurveyWindow {
  readonly survey: Survey;
  readonly batch: Batch;
  readonly phase: SurveyPhase;
}

export async function standingOf(manager: EntityManager, survey: Survey, now: Date): Promise<SurveyStanding> {
  const batch = await manager.findOneByOrFail(Batch, { id: survey.batchId });
  const [last] = await manager.find(Session, { where: { batchId: batch.id }, order: { endsAt: 'DESC' }, take: 1 });
  const event = { status: batch.status, lastEnd: last?.endsAt ?? null };
  return { survey, batch, phase: surveyPhase(survey, event, now), ...surveyWindow(survey, event) };
}
