import type { FieldError } from '../kernel/problems.js';
import type { BatchStatus } from './batch.entity.js';

export type BatchEvent = 'publish' | 'complete' | 'cancel';
export type BatchRefusal =
  'batch_already_published' | 'batch_not_published' | 'batch_already_completed' | 'batch_already_cancelled';

const lives: Readonly<
  Record<BatchStatus, Readonly<Record<BatchEvent, { next: BatchStatus } | { refused: BatchRefusal }>>>
> = {
  draft: {
    publish: { next: 'published' },
    complete: { refused: 'batch_not_published' },
    cancel: { next: 'cancelled' },
  },
  published: {
    publish: { refused: 'batch_already_published' },
    complete: { next: 'completed' },
    cancel: { next: 'cancelled' },
  },
  completed: {
    publish: { refused: 'batch_already_completed' },
    complete: { refused: 'batch_already_completed' },
    cancel: { refused: 'batch_already_completed' },
  },
  cancelled: {
    publish: { refused: 'batch_already_cancelled' },
    complete: { refused: 'batch_already_cancelled' },
    cancel: { refused: 'batch_already_cancelled' },
  },
};

/** The life of a batch: draft → published → completed, and cancelled from the first two. */
export function decideBatch(from: BatchStatus, event: BatchEvent): { next: BatchStatus } | { refused: BatchRefusal } {
  return lives[from][event];
}

export interface Interval {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Half-open intervals [startsAt, endsAt): back to back is no clash. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

export interface Publishable {
  readonly capacity: number;
  readonly registrationOpensAt: Date;
  readonly registrationClosesAt: Date;
}

/** What keeps a batch from being published: everything at once. */
export function publicationErrors(batch: Publishable, sessions: readonly Interval[]): FieldError[] {
  const errors: FieldError[] = [];
  if (sessions.length === 0) errors.push({ field: 'sessions', code: 'no_session' });
  if (batch.capacity < 1) errors.push({ field: 'capacity', code: 'too_small' });
  errors.push(...windowErrors(batch));
  const lastEnd = Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()));
  if (sessions.length > 0 && batch.registrationClosesAt.getTime() > lastEnd) {
    errors.push({ field: 'registrationClosesAt', code: 'window_after_sessions' });
  }
  return errors;
}

export function windowErrors(batch: Omit<Publishable, 'capacity'>): FieldError[] {
  return batch.registrationClosesAt > batch.registrationOpensAt
    ? []
    : [{ field: 'registrationClosesAt', code: 'window_order' }];
}

/** A room holds at least those whom the batch plans for. */
export function venueErrors(batch: { readonly capacity: number; readonly venueSeats?: number | null }): FieldError[] {
  const { capacity, venueSeats = null } = batch;
  return venueSeats !== null && venueSeats < capacity
    ? [{ field: 'venueSeats', code: 'venue_below_capacity', params: { capacity } }]
    : [];
}

export function sessionErrors({ startsAt, endsAt }: Interval): FieldError[] {
  return endsAt > startsAt ? [] : [{ field: 'endsAt', code: 'end_before_start' }];
}

export interface Criterion {
  readonly regencyCode?: string | null | undefined;
  readonly enterpriseKind?: string | null | undefined;
  readonly gender?: string | null | undefined;
}

/** Equal for criteria that mean the same. */
export function criterionKey({ regencyCode, enterpriseKind, gender }: Criterion): string {
  return [regencyCode ?? '', enterpriseKind ?? '', gender ?? ''].join('|');
}

export interface WantedQuota {
  readonly criterion: Criterion;
  readonly capacity: number;
}

export function quotaErrors(quotas: readonly WantedQuota[], capacity: number): FieldError[] {
  const keys = quotas.map(({ criterion }) => criterionKey(criterion));
  return quotas.flatMap((quota, index): FieldError[] => {
    const key = keys[index] ?? '';
    if (key === '||') return [{ field: `quotas.${index}.criterion`, code: 'required' }];
    if (keys.indexOf(key) !== index) return [{ field: `quotas.${index}.criterion`, code: 'not_unique' }];
    if (quota.capacity > capacity) return [{ field: `quotas.${index}.capacity`, code: 'quota_above_capacity' }];
    return [];
  });
}
