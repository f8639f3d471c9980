import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { requireRole, type Actor } from './actor.js';
import { Audit } from './audit.js';
import type { OfficeChangeBody } from './identity.dto.js';
import { defaultSignatory } from './manage-signatories.js';
import { Office } from './office.entity.js';
import { Signatory } from './signatory.entity.js';

export interface OfficeView {
  readonly id: string;
  readonly name: string;
  readonly parentName: string;
  readonly address: string;
  readonly city: string;
  readonly provinceCode: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly certificateNumberPattern: string;
  readonly signatoryTitle: string;
  readonly signatoryName: string;
  readonly signatoryNip: string | null;
}

export function officeJson(office: Office): OfficeView {
  const { id, name, parentName, address, city, provinceCode, email, phone } = office;
  const { certificateNumberPattern, signatoryTitle, signatoryName, signatoryNip } = office;
  const signing = { certificateNumberPattern, signatoryTitle, signatoryName, signatoryNip };
  return { id, name, parentName, address, city, provinceCode, email, phone, ...signing };
}

/** Reads and changes what an office prints on its papers. */
@Injectable()
export class ManageOffice {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async show(actor: Actor): Promise<OfficeView> {
    return officeJson(await this.database.reader.findOneByOrFail(Office, { id: actor.officeId }));
  }

  async change(actor: Actor, body: OfficeChangeBody): Promise<OfficeView> {
    requireRole(actor, 'administrator');
    await this.apply({ officeId: actor.officeId, userId: actor.userId }, body);
    return this.show(actor);
  }

  /** What was left out stays as it is. `userId` is null for the command line. */
  async apply(
    { officeId, userId }: { officeId: string; userId: string | null },
    body: OfficeChangeBody,
  ): Promise<void> {
    const given = Object.entries(body).filter(([, value]: [string, unknown]) => value !== undefined);
    if (given.length === 0) return;
    await this.database.transaction(async (tx) => {
      await updateRows(tx, Office, { id: officeId }, Object.fromEntries(given) as Partial<Office>);
      await this.keepSignatory(tx, officeId, body);
      await this.audit.record(tx, {
        officeId,
        actor: userId === null ? 'system' : { userId },
        action: 'office.changed',
        subject: { type: 'office', id: officeId },
        after: { fields: given.map(([field]) => field) },
      });
    });
  }

  /** The default signatory has a row of its own once others were named. */
  private async keepSignatory(tx: EntityManager, officeId: string, body: OfficeChangeBody): Promise<void> {
    const { signatoryTitle: title, signatoryName: name, signatoryNip: nip } = body;
    const given = Object.entries({ title, name, nip }).filter(([, value]) => value !== undefined);
    const standing = given.length === 0 ? null : await defaultSignatory(tx, officeId);
    if (standing !== null) await updateRows(tx, Signatory, { id: standing.id }, Object.fromEntries(given));
  }
}
