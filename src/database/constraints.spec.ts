import { describe, expect, it } from '@jest/globals';
import { ConstraintViolation, isUnavailable, StatementFailed, wasRefused } from './constraints.js';

describe('a failure of the database', () => {
  it.each(['23502', '40P01', 'P0001', 'XX000', 'SQLITE_CONSTRAINT_NOTNULL'])('is a no of its own with %s', (code) => {
    expect(wasRefused(new StatementFailed(code, ''))).toBe(true);
  });

  it('is a no of its own when it names a constraint', () => {
    expect(wasRefused(new ConstraintViolation('unique', 'uq_registrations_live'))).toBe(true);
  });

  it.each(['ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'unknown'])('tells nothing of what was done with %s', (code) => {
    expect(wasRefused(new StatementFailed(code, ''))).toBe(false);
    expect(wasRefused(Object.assign(new Error('broken'), { code }))).toBe(false);
  });

  it.each(['ECONNRESET', 'ECONNABORTED', 'EHOSTUNREACH', 'ENETDOWN', 'ENETRESET', '57014', '08006', 'SQLITE_BUSY'])(
    'passes with %s',
    (code) => {
      expect(isUnavailable(new StatementFailed(code, ''))).toBe(true);
    },
  );

  it.each(['23502', '22021', 'EACCES', 'SQLITE_CORRUPT'])('does not pass with %s', (code) => {
    expect(isUnavailable(new StatementFailed(code, ''))).toBe(false);
  });
});
