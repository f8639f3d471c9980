import type { CertificateContent } from './certificate.content.js';
import type { Certificate } from './certificate.entity.js';

/** A certificate as its office lists it. */
export interface CertificateView {
  readonly id: string;
  readonly registrationId: string;
  readonly number: string;
  readonly version: number;
  readonly status: 'issued' | 'replaced' | 'revoked';
  readonly recipientName: string;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
  readonly revocationReason: string | null;
}

export function certificateJson(certificate: Certificate): CertificateView {
  return {
    id: certificate.id,
    registrationId: certificate.registrationId,
    number: certificate.number,
    version: certificate.version,
    status: certificate.status,
    recipientName: certificate.content.recipient.name,
    issuedAt: certificate.issuedAt.toISOString(),
    revokedAt: certificate.revokedAt?.toISOString() ?? null,
    revocationReason: certificate.revocationReason,
  };
}

/** What anybody who holds the link or the paper may see: its state, and every field that is printed. */
export interface VerificationView extends CertificateContent {
  readonly state: 'valid' | 'replaced' | 'revoked';
  readonly number: string;
  readonly version: number;
  readonly issuedAt: string;
  readonly revocation: { readonly reason: string; readonly at: string } | null;
}

export function verificationJson(certificate: Certificate): VerificationView {
  const { status, revokedAt, revocationReason } = certificate;
  const revoked = status === 'revoked' && revokedAt !== null && revocationReason !== null;
  return {
    state: status === 'issued' ? 'valid' : status,
    number: certificate.number,
    version: certificate.version,
    issuedAt: certificate.issuedAt.toISOString(),
    revocation: revoked ? { reason: revocationReason, at: revokedAt.toISOString() } : null,
    ...certificate.content,
  };
}
