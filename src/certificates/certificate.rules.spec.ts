import { describe, expect, it } from '@jest/globals';
import { certificateNumber, reasonToSkip } from './certificate.rules.js';

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

describe('a certificate number', () => {
  const parts = { sequence: 17, kind: 'diklat', romanMonth: 'X', year: 2026 };

  it('follows the pattern of the office', () => {
    const pattern = '{seq}/{kind}/DISKOPUKM-KS/{romanMonth}/{year}';
    expect(certificateNumber(pattern, parts)).toBe('017/DIKLAT/DISKOPUKM-KS/X/2026');
    expect(certificateNumber('500.3/{seq}/SERT/{year}', { ...parts, sequence: 1234 })).toBe('500.3/1234/SERT/2026');
  });
});
