import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow, type Row } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Enterprise } from './enterprise.entity.js';

export type EnterpriseDetails = Omit<Row<Enterprise>, 'id' | 'officeId' | 'createdAt'>;

/** Finds the enterprise that is described, or makes it. */
@Injectable()
export class RecordEnterprise {
  constructor(private readonly clock: Clock) {}

  /**
   * An enterprise is known again by kind, NIB and name together (the name in any case); one without NIB is always a new
   * row, since many are called alike. Two who describe the same one in the same moment make two rows. Returns its id.
   */
  async run(tx: EntityManager, officeId: string, details: EnterpriseDetails): Promise<string> {
    const known = await this.known(tx, officeId, details);
    if (known !== undefined) return known.id;
    const id = newId();
    await insertRow(tx, Enterprise, { id, officeId, ...details, createdAt: this.clock.now() });
    return id;
  }

  private async known(
    tx: EntityManager,
    officeId: string,
    { kind, nib, name }: EnterpriseDetails,
  ): Promise<Enterprise | undefined> {
    if (nib === null) return undefined;
    const alike = await tx.find(Enterprise, { where: { officeId, kind, nib }, order: { id: 'ASC' } });
    return alike.find((enterprise) => enterprise.name.toLowerCase() === name.toLowerCase());
  }
}
