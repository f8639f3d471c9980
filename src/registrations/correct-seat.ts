import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { RecordEnterprise, type EnterpriseDetails } from '../participants/record-enterprise.js';
import type { Batch } from '../programs/batch.entity.js';
import { OwnQuotas } from './own-quotas.js';
import { Registration } from './registration.entity.js';
import type { Registrant, Seat } from './registration.rules.js';
import { Seats } from './seats.js';

/** Keeps seats and enterprise right when somebody turns out to be another than was told. */
@Injectable()
export class CorrectSeat {
  constructor(
    private readonly seats: Seats,
    private readonly quotas: OwnQuotas,
    private readonly enterprises: RecordEnterprise,
  ) {}

  async lock(tx: EntityManager, batchId: string): Promise<Batch> {
    const batch = await this.seats.lock(tx, batchId);
    if (batch === null) throw new Error('A batch went away while somebody corrected a registration.');
    return batch;
  }

  /** Moves a confirmed registrant from the quotas that counted her to those that do, all of it or nothing. */
  async move(tx: EntityManager, standing: Registration, registrant: Registrant): Promise<Exclude<Seat, 'batch_full'>> {
    if (standing.status !== 'confirmed') return 'free';
    return this.seats.changeQuotas(tx, {
      from: await this.quotas.of(tx, standing),
      to: await this.quotas.counting(tx, standing.batchId, registrant),
    });
  }

  /**
   * The id of the enterprise as corrected. A row that only this registration uses is changed; one that others use stays
   * as they told it, and this one gets its own. The caller moves the seat before the registration's row is changed.
   */
  async enterprise(
    tx: EntityManager,
    { officeId, enterpriseId }: Registration,
    details: EnterpriseDetails | null,
  ): Promise<string | null> {
    if (details === null) return null;
    const users = enterpriseId === null ? 0 : await tx.countBy(Registration, { enterpriseId });
    const current = enterpriseId === null ? null : await tx.findOneBy(Enterprise, { id: enterpriseId });
    if (current === null || users !== 1 || current.kind !== details.kind) {
      return isSame(current, details) ? enterpriseId : this.enterprises.run(tx, officeId, details);
    }
    await updateRows(tx, Enterprise, { id: current.id }, details);
    return current.id;
  }
}

function isSame(current: Enterprise | null, details: EnterpriseDetails): boolean {
  const names = Object.keys(details) as (keyof EnterpriseDetails)[];
  return current !== null && names.every((name) => current[name] === details[name]);
}
