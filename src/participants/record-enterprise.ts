import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { holding } from '../database/locks.js';
import { insertByCommit, type Row } from '../database/rows.js';
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
   * row, since many are called alike. Two who describe the same one in the same moment make two rows. Returns its id;
   * until the transaction ends nobody empties it.
   */
  async run(tx: EntityManager, officeId: string, details: EnterpriseDetails): Promise<string> {
    const { kind, nib, name } = details;
    const known = nib === null ? undefined : await this.known(tx, { officeId, kind, nib }, name);
    if (known !== undefined) return known.id;
    const id = newId();
    await insertByCommit(tx, Enterprise, [{ id, officeId, ...details, createdAt: this.clock.now() }]);
    return id;
  }

  /** The same for many, in few statements, each described enterprise once; the ids in their order, null for none. */
  async runAll(
    tx: EntityManager,
    officeId: string,
    all: readonly (EnterpriseDetails | null)[],
  ): Promise<(string | null)[]> {
    const known = await this.allKnown(tx, officeId, all);
    const fresh: Row<Enterprise>[] = [];
    const ids = all.map((details) => {
      if (details === null) return null;
      const key = enterpriseKey(details);
      const found = key === null ? undefined : known.get(key);
      if (found !== undefined) return found;
      const id = newId();
      fresh.push({ id, officeId, ...details, createdAt: this.clock.now() });
      if (key !== null) known.set(key, id);
      return id;
    });
    await insertByCommit(tx, Enterprise, fresh);
    return ids;
  }

  private async allKnown(
    tx: EntityManager,
    officeId: string,
    all: readonly (EnterpriseDetails | null)[],
  ): Promise<Map<string, string>> {
    const nibs = [...new Set(all.flatMap((details) => details?.nib ?? []))];
    if (nibs.length === 0) return new Map();
    const alike = await tx.find(Enterprise, {
      where: { officeId, nib: In(nibs) },
      order: { id: 'DESC' },
      ...holding(tx, 'for_key_share'),
    });
    return new Map(alike.flatMap((row) => (row.nib === null ? [] : [[enterpriseKey(row) ?? '', row.id]])));
  }

  private async known(
    tx: EntityManager,
    where: { readonly officeId: string; readonly kind: EnterpriseDetails['kind']; readonly nib: string },
    name: string,
  ): Promise<Enterprise | undefined> {
    const alike = await tx.find(Enterprise, { where, order: { id: 'ASC' }, ...holding(tx, 'for_key_share') });
    return alike.find((enterprise) => enterprise.name.toLowerCase() === name.toLowerCase());
  }
}

/** Equal for those that are known again as one; null for one without NIB. */
function enterpriseKey({ kind, nib, name }: Pick<EnterpriseDetails, 'kind' | 'nib' | 'name'>): string | null {
  return nib === null ? null : JSON.stringify([kind, nib, name.toLowerCase()]);
}
