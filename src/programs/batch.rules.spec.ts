import { describe, expect, it } from '@jest/globals';
import { batchStatuses } from './batch.entity.js';
import {
  criterionKey,
  decideBatch,
  overlaps,
  publicationErrors,
  quotaErrors,
  sessionErrors,
  venueErrors,
} from './batch.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 9, 5, hour));
const between = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) });

describe('the life of a batch', () => {
  it('has an answer for every state and event', () => {
    const table = batchStatuses.map((from) =>
      (['publish', 'complete', 'cancel'] as const).map((event) => {
        const decision = decideBatch(from, event);
        return 'next' in decision ? decision.next : decision.refused;
      }),
    );
    expect(table).toEqual([
      ['published', 'batch_not_published', 'cancelled'],
      ['batch_already_published', 'completed', 'cancelled'],
      ['batch_already_completed', 'batch_already_completed', 'batch_already_completed'],
      ['batch_already_cancelled', 'batch_already_cancelled', 'batch_already_cancelled'],
    ]);
  });
});

describe('intervals', () => {
  it('overlap when they share an instant, not when they touch', () => {
    expect(overlaps(between(1, 3), between(3, 4))).toBe(false);
    expect(overlaps(between(3, 4), between(1, 3))).toBe(false);
    expect(overlaps(between(1, 3), between(2, 4))).toBe(true);
    expect(overlaps(between(1, 4), between(2, 3))).toBe(true);
    expect(overlaps(between(2, 3), between(2, 3))).toBe(true);
  });

  it('end after they start', () => {
    expect(sessionErrors(between(2, 2))).toEqual([{ field: 'endsAt', code: 'end_before_start' }]);
    expect(sessionErrors(between(2, 3))).toEqual([]);
  });
});

describe('publishing', () => {
  const batch = { capacity: 10, registrationOpensAt: at(0), registrationClosesAt: at(5) };

  it('asks for a session, seats and a window, all at once', () => {
    expect(publicationErrors(batch, [between(4, 6)])).toEqual([]);
    expect(publicationErrors({ ...batch, capacity: 0, registrationClosesAt: at(0) }, [])).toEqual([
      { field: 'sessions', code: 'no_session' },
      { field: 'capacity', code: 'too_small' },
      { field: 'registrationClosesAt', code: 'window_order' },
    ]);
  });

  it('asks that registration closes before the last session ends', () => {
    expect(publicationErrors(batch, [between(1, 4)])).toEqual([
      { field: 'registrationClosesAt', code: 'window_after_sessions' },
    ]);
  });
});

describe('quotas', () => {
  it('have a criterion, differ, and stay within the batch', () => {
    const quotas = [
      { criterion: { regencyCode: '63.71' }, capacity: 5 },
      { criterion: {}, capacity: 5 },
      { criterion: { regencyCode: '63.71' }, capacity: 5 },
      { criterion: { gender: 'female' }, capacity: 11 },
    ];
    expect(quotaErrors(quotas, 10)).toEqual([
      { field: 'quotas.1.criterion', code: 'required' },
      { field: 'quotas.2.criterion', code: 'not_unique' },
      { field: 'quotas.3.capacity', code: 'quota_above_capacity' },
    ]);
  });

  it('are told apart by all of their criteria', () => {
    expect(criterionKey({ regencyCode: '63.71' })).not.toBe(criterionKey({ regencyCode: '63.71', gender: 'male' }));
  });
});

describe('the seats of a room', () => {
  it.each([
    [null, []],
    [30, []],
    [29, [{ field: 'venueSeats', code: 'venue_below_capacity', params: { capacity: 30 } }]],
  ])('%j for a batch of 30', (venueSeats, errors) => {
    expect(venueErrors({ capacity: 30, venueSeats })).toEqual(errors);
  });
});
