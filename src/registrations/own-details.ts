import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { PublicBatches } from '../programs/public-batches.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import type { Correctable } from './correction.rules.js';
import { RegistrationLinks } from './registration-links.js';
import type { Registration } from './registration.entity.js';
import { liveStatuses } from './registration.rules.js';

export interface OwnDetailsView {
  /** Whether a correction would be taken now. */
  readonly correctable: boolean;
  readonly participant: Omit<Correctable, 'enterprise' | 'role'>;
  readonly enterprise: Correctable['enterprise'];
  readonly role: Correctable['role'];
}

/** What a registrant told of herself, for the holder of her link. */
@Injectable()
export class OwnDetails {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly batches: PublicBatches,
  ) {}

  /** Throws `NotFound` for a token that opens nothing. */
  async byLink(token: string): Promise<{ readonly details: OwnDetailsView; readonly batch: PublicBatchDetail }> {
    const registration = await this.links.registrationOf(token);
    const batch = await this.batches.one(registration.batchId);
    const enterprise = await OwnDetails.enterpriseOf(this.database.reader, registration);
    const { role, enterprise: told, ...participant } = OwnDetails.of(registration, enterprise);
    const live = liveStatuses.some((status) => status === registration.status);
    const gathering = batch.registrationState === 'open' || batch.registrationState === 'not_open';
    return { batch, details: { correctable: live && gathering, participant, enterprise: told, role } };
  }

  static enterpriseOf(
    manager: EntityManager,
    { enterpriseId }: Pick<Registration, 'enterpriseId'>,
  ): Promise<Enterprise | null> {
    return enterpriseId === null ? Promise.resolve(null) : manager.findOneBy(Enterprise, { id: enterpriseId });
  }

  static of(registration: Registration, enterprise: Enterprise | null): Correctable {
    const { name, gender, phone, email, regencyCode, address, role } = registration;
    return { name, gender, phone, email, regencyCode, address, role, enterprise: enterpriseOf(enterprise) };
  }
}

function enterpriseOf(enterprise: Enterprise | null): Correctable['enterprise'] {
  if (enterprise === null) return null;
  const { kind, name, nib, cooperativeNumber, sector, scale, regencyCode } = enterprise;
  return { kind, name, nib, cooperativeNumber, sector, scale, regencyCode };
}
