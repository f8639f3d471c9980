import type { Batch } from './batch.entity.js';

/** One block of the timetable, as far as a registrant cares. */
export interface SessionOutline {
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string | null;
}

/** What people who hold a seat should hear of, without words: the language is the reader's. */
export type ScheduleChange =
  | { readonly what: 'venue'; readonly before: string; readonly after: string }
  | { readonly what: 'session'; readonly before: SessionOutline | null; readonly after: SessionOutline | null };

export interface BatchChange {
  /** As it is after the change. */
  readonly batch: Batch;
  readonly changes: readonly ScheduleChange[];
}
