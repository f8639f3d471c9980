import { describe, expect, it } from '@jest/globals';
import { linkForMail, linkState, renewedLink, reportFrequencies, wantsReport } from './partner-link.rules.js';

const now = new Date('2026-10-20T08:30:00.000Z');
const later = new Date('2027-01-18T08:30:00.000Z');
const live = { tokenVersion: 3, expiresAt: new Date('2026-10-20T08:30:00.001Z'), revokedAt: null };
const expired = { ...live, expiresAt: now };
const revoked = { ...live, revokedAt: now };

describe('a partner’s link', () => {
  it('lives until its last instant, unless it was revoked', () => {
    expect([live, expired, revoked].map((link) => linkState(link, now))).toEqual(['live', 'expired', 'revoked']);
  });

  it('lives on for 90 days from each mail that carries it', () => {
    expect(linkForMail(null, now)).toEqual({ tokenVersion: 1, expiresAt: later, revokedAt: null });
    expect(linkForMail(live, now)).toEqual({ tokenVersion: 3, expiresAt: later, revokedAt: null });
  });

  it('is followed by another once it has expired, so that old copies stay dead', () => {
    expect(linkForMail(expired, now)).toEqual({ tokenVersion: 4, expiresAt: later, revokedAt: null });
  });

  it('stays revoked whatever is mailed, until it is renewed', () => {
    expect(linkForMail(revoked, now)).toEqual(revoked);
    expect(renewedLink(revoked, now)).toEqual({ tokenVersion: 4, expiresAt: later, revokedAt: null });
    expect(renewedLink(null, now).tokenVersion).toBe(1);
  });
});

describe('the choice how often to be mailed', () => {
  it('is every day, only the last report, or none', () => {
    const table = reportFrequencies.map((frequency) => [wantsReport(frequency, false), wantsReport(frequency, true)]);
    expect(table).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });
});
