import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { AuditActor } from '../identity/audit.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Quota } from '../programs/quota.entity.js';
import { MoveRegistration } from './move-registration.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { Registration } from './registration.entity.js';
import { whoIsNext } from './registration.rules.js';
import { Seats } from './seats.js';

const system: AuditActor = 'system';

/** Gives seats that have become free to those who wait for them. */
@Injectable()
export class PromoteWaiting {
  constructor(
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
    private readonly notices: RegistrationNotices,
  ) {}

  /**
   * In the transaction that freed the seats, so that no newcomer overtakes. Only in a published batch that admits
   * automatically; in others the organiser decides.
   */
  async run(tx: EntityManager, batchId: string): Promise<void> {
    const batch = await this.seats.lock(tx, batchId);
    if (batch?.status !== 'published' || batch.admission !== 'automatic' || batch.taken >= batch.capacity) return;
    const waiting = await this.waitingList(tx, batchId);
    if (waiting.length === 0) return;
    const quotas = await tx.findBy(Quota, { batchId });
    for (const { registration } of whoIsNext(waiting, batch, quotas)) {
      const moved = await this.move.run(tx, registration, { event: { name: 'promote' }, actor: system });
      await this.notices.promoted(tx, moved.registration);
    }
  }

  private async waitingList(tx: EntityManager, batchId: string) {
    const registrations = await tx.find(Registration, {
      where: { batchId, status: 'waitlisted' },
      order: { sequence: 'ASC' },
    });
    const enterpriseIds = registrations.flatMap(({ enterpriseId }) => (enterpriseId === null ? [] : [enterpriseId]));
    const enterprises = enterpriseIds.length === 0 ? [] : await tx.findBy(Enterprise, { id: In(enterpriseIds) });
    const kinds = new Map(enterprises.map(({ id, kind }) => [id, kind]));
    return registrations.map((registration) => ({
      registration,
      groupId: registration.groupId,
      regencyCode: registration.regencyCode,
      gender: registration.gender,
      enterpriseKind: kinds.get(registration.enterpriseId ?? '') ?? null,
    }));
  }
}
