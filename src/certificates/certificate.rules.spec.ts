import { describe, expect, it } from '@jest/globals';
import { certificateNumber, leastOf, reasonToSkip, whyNone } from './certificate.rules.js';

const attended = (percentage: number) => ({ percentage, sessionsHeld: 4, standing: null });

describe('who gets a certificate', () => {
  it('is who attended at least the minimum', () => {
    expect(reasonToSkip(attended(75), 75)).toBeNull();
    expect(reasonToSkip(attended(74.99), 75)).toBe('attendance_below_minimum');
    expect(reasonToSkip(attended(0), 0)).toBeNull();
  });

  it('is nobody before a session was held', () => {
    expect(reasonToSkip({ ...attended(100), sessionsHeld: 0 }, 0)).toBe('no_session_held');
  });

  it('is nobody twice, and nobody whose certificate was revoked', () => {
    expect(reasonToSkip({ ...attended(100), standing: 'issued' }, 75)).toBe('already_issued');
    expect(reasonToSkip({ ...attended(100), standing: 'replaced' }, 75)).toBe('already_issued');
    expect(reasonToSkip({ ...attended(100), standing: 'revoked' }, 75)).toBe('certificate_revoked');
  });
});

describe('why somebody has none', () => {
  it('is the sessions to come for as long as they are enough', () => {
    expect(whyNone('attendance_below_minimum', 75, 75)).toBe('sessions_to_come');
    expect(whyNone('attendance_below_minimum', 74.9, 75)).toBe('attendance_below_minimum');
    expect(whyNone('certificate_revoked', 100, 75)).toBe('certificate_revoked');
    expect(whyNone(null, 100, 75)).toBeNull();
  });

  it('is told in whole lesson hours, none of them too many', () => {
    expect([leastOf(16, 75), leastOf(10, 75), leastOf(20, 35), leastOf(0, 75), leastOf(3, 100)]).toEqual([
      12, 8, 7, 0, 3,
    ]);
  });
});

describe('a certificate number', () => {
  const parts = { sequence: 17, kind: 'diklat', romanMonth: 'X', year: 2026 };

  it('follows the pattern of the office', () => {
    const pattern = '{seq}/{kind}/DISKOPUKM-KS/{romanMonth}/{year}';
    expect(certificateNumber(pattern, parts)).toBe('017/DIKLAT/DISKOPUKM-KS/X/2026');
    expect(certificateNumber('500.3/{seq}/SERT/{year}', { ...parts, sequence: 1234 })).toBe('500.3/1234/SERT/2026');
  });
});
