import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import { CertificateNotices } from './certificate-notices.js';
import { Certificate } from './certificate.entity.js';

/** Revokes a certificate, or replaces it by one with a corrected name under the same number. Nothing is deleted. */
@Injectable()
export class ChangeCertificate {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly notices: CertificateNotices,
  ) {}

  /** Revoking again changes nothing. Throws `Refusal` for one that was replaced: its successor is the one to revoke. */
  revoke(actor: Actor, id: string, reason: string): Promise<Certificate> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const certificate = await this.find(tx, actor, id);
      if (certificate.status === 'revoked') return certificate;
      const change = { status: 'revoked' as const, revokedAt: this.clock.now(), revocationReason: reason };
      await this.leaveIssued(tx, id, change);
      await this.record(tx, actor, { id, action: 'certificate.revoked', after: { reason } });
      return this.find(tx, actor, id);
    });
  }

  /** Answers the new version. Throws `Refusal` unless the certificate is valid. */
  replace(actor: Actor, id: string, name: string): Promise<Certificate> {
    requireRole(actor, 'organizer');
    return this.database.transaction(async (tx) => {
      const old = await this.find(tx, actor, id);
      await this.leaveIssued(tx, id, { status: 'replaced' });
      const content = { ...old.content, recipient: { ...old.content.recipient, name } };
      const { officeId, registrationId, year, sequence, number, tokenVersion } = old;
      const kept = { officeId, registrationId, year, sequence, number, tokenVersion };
      const fresh = {
        id: newId(),
        version: old.version + 1,
        status: 'issued' as const,
        content,
        issuedAt: this.clock.now(),
      };
      const successor = { ...kept, ...fresh, revokedAt: null, revocationReason: null };
      await insertRow(tx, Certificate, successor);
      const registration = await tx.findOneByOrFail(Registration, { id: old.registrationId });
      await this.notices.issued(tx, [{ certificate: successor, registration }]);
      await this.record(tx, actor, { id, action: 'certificate.replaced', after: { successor: successor.id } });
      return this.find(tx, actor, successor.id);
    });
  }

  private async leaveIssued(tx: EntityManager, id: string, change: Partial<Certificate>): Promise<void> {
    const changed = await updateRows(tx, Certificate, { id, status: 'issued' }, change);
    if (changed === 0) throw new Refusal('certificate_not_valid');
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<Certificate> {
    const certificate = await tx.findOneBy(Certificate, { id, officeId: actor.officeId });
    if (certificate === null) throw new NotFound('certificate_not_found');
    return certificate;
  }

  private async record(
    tx: EntityManager,
    actor: Actor,
    { id, action, after }: { id: string; action: string; after: Record<string, unknown> },
  ): Promise<void> {
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action,
      subject: { type: 'certificate', id },
      after,
    });
  }
}
