import { describe, expect, it } from '@jest/globals';
import type { CertificateView } from '../../certificates/certificate.views.js';
import { groupOf, isFound } from './standing.rules.js';

const certificate = (status: CertificateView['status']): CertificateView => ({
  ...{ id: 'c', registrationId: 'r', number: '017/DIKLAT/X/2026', version: 1, status, recipientName: 'Hj. Aminah' },
  ...{ issuedAt: '2026-10-21T00:00:00.000Z', revokedAt: null, revocationReason: null },
});
const somebody = { name: 'Aminah', code: 'K7M4-9QTX', why: null, certificate: null };
const holder = { ...somebody, why: 'already_issued' as const, certificate: certificate('issued') };

describe('the groups of a batch’s people', () => {
  it('are who has a certificate, who lost it, who gets one next, and who does not yet', () => {
    expect(groupOf(holder)).toBe('issued');
    expect(groupOf({ why: 'certificate_revoked', certificate: certificate('revoked') })).toBe('revoked');
    expect(groupOf(somebody)).toBe('ready');
    expect(groupOf({ why: 'sessions_to_come', certificate: null })).toBe('not_yet');
  });

  it('are searched by name, code and number', () => {
    for (const q of ['AMIN', 'k7m4', '017/', 'hj. a', undefined]) expect(isFound(holder, { q })).toBe(true);
    expect(isFound(somebody, { q: '017/' })).toBe(false);
    expect(isFound(somebody, { group: 'issued' })).toBe(false);
    expect(isFound(holder, { group: 'issued', q: 'amin' })).toBe(true);
    expect(isFound(holder, { group: 'nonsense' })).toBe(true);
  });
});
