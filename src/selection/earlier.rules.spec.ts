import { describe, expect, it } from '@jest/globals';
import { attendedPercentage } from './earlier.rules.js';

describe('the share of an earlier training that somebody attended', () => {
  it.each([
    [{ attendedSessions: '2', attendedHours: '8', heldSessions: '3', heldHours: '12' }, 66.7],
    [{ attendedSessions: 1, attendedHours: 0, heldSessions: 2, heldHours: 0 }, 50],
    [{ attendedSessions: 0, attendedHours: null, heldSessions: 0, heldHours: null }, 0],
    [{ attendedSessions: 0, attendedHours: null, heldSessions: 2, heldHours: 6 }, 0],
  ])('%j: %d', (weighed, expected) => {
    expect(attendedPercentage(weighed)).toBe(expected);
  });
});
