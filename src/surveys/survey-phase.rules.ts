import type { BatchStatus } from '../programs/batch.entity.js';

export type SurveyStatus = 'draft' | 'ready';

/** `waiting` for the last session to end; `closed` by the organiser or by the time. */
export type SurveyPhase = 'draft' | 'waiting' | 'open' | 'closed';

export const conductActions = ['save', 'ready', 'draft', 'open', 'close'] as const;
export type ConductAction = (typeof conductActions)[number];

export const defaultDaysOpen = 14;
export const mostDaysOpen = 90;

const dayMilliseconds = 86_400_000;

export interface SurveyTimes {
  readonly status: SurveyStatus;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly daysOpen: number;
}

/** What the batch says about its survey. */
export interface SurveyEvent {
  readonly status: BatchStatus;
  /** The end of its last session; null without a timetable. */
  readonly lastEnd: Date | null;
}

/** When it opens and closes as things stand; null while nobody can say. */
export interface SurveyWindow {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** From the end of the last session, or from when the organiser opened it, for so many days after the later of both. */
export function surveyWindow({ openedAt, closedAt, daysOpen }: SurveyTimes, { lastEnd }: SurveyEvent): SurveyWindow {
  const opensAt = openedAt ?? lastEnd;
  if (opensAt === null) return { opensAt, closesAt: null };
  const since = Math.max(opensAt.getTime(), lastEnd?.getTime() ?? 0);
  return { opensAt, closesAt: closedAt ?? new Date(since + daysOpen * dayMilliseconds) };
}

export function isHeld({ status }: Pick<SurveyEvent, 'status'>): boolean {
  return status === 'published' || status === 'completed';
}

export function surveyPhase(times: SurveyTimes, event: SurveyEvent, now: Date): SurveyPhase {
  if (times.status === 'draft') return 'draft';
  if (times.closedAt !== null) return 'closed';
  const { opensAt, closesAt } = surveyWindow(times, event);
  if (!isHeld(event) || opensAt === null || now < opensAt) return 'waiting';
  return closesAt !== null && now >= closesAt ? 'closed' : 'open';
}

export interface ConductState {
  readonly phase: SurveyPhase;
  readonly questions: number;
  readonly held: boolean;
}

export type ConductChange = Partial<Pick<SurveyTimes, 'status' | 'openedAt' | 'closedAt'>>;

const allowedFrom: Readonly<Record<ConductAction, readonly SurveyPhase[]>> = {
  save: ['draft', 'waiting', 'open', 'closed'],
  ready: ['draft'],
  draft: ['waiting'],
  open: ['draft', 'waiting', 'closed'],
  close: ['open'],
};

/** What an action changes, or why it can't be done now. */
export function conduct(
  action: ConductAction,
  state: ConductState,
  now: Date,
): { readonly change: ConductChange } | { readonly refused: string } {
  const refused = refusal(action, state);
  if (refused !== null) return { refused };
  const changes: Readonly<Record<ConductAction, ConductChange>> = {
    save: {},
    ready: { status: 'ready' },
    draft: { status: 'draft' },
    open: { status: 'ready', openedAt: now, closedAt: null },
    close: { closedAt: now },
  };
  return { change: changes[action] };
}

function refusal(action: ConductAction, { phase, questions, held }: ConductState): string | null {
  if (!allowedFrom[action].includes(phase)) return 'changed_meanwhile';
  if (questions === 0 && (action === 'ready' || action === 'open')) return 'survey_without_questions';
  return action === 'open' && !held ? 'batch_not_running' : null;
}
