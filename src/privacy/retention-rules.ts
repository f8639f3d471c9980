import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertIfNew, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { InvalidInput } from '../kernel/problems.js';
import type { RetentionBody } from './retention.dto.js';
import { RetentionRule } from './retention-rule.entity.js';

/** How long an office keeps the data of people with whom it has nothing to do any more. */
@Injectable()
export class RetentionRules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Null months: for good. */
  async show({ officeId }: Actor): Promise<{ readonly months: number | null }> {
    const rule = await this.database.reader.findOneBy(RetentionRule, { officeId });
    return { months: rule?.months ?? null };
  }

  /** Throws `InvalidInput` where nothing is said: silence must not end a rule. */
  async change(actor: Actor, { months }: { readonly months?: RetentionBody['months'] }): Promise<void> {
    requireRole(actor, 'administrator');
    if (months === undefined) throw new InvalidInput([{ field: 'months', code: 'required' }]);
    const { officeId } = actor;
    const before = await this.show(actor);
    await this.database.transaction(async (tx) => {
      await this.write(tx, officeId, months);
      const subject = { type: 'office', id: officeId };
      await this.audit.record(tx, {
        ...{ officeId, actor, action: 'office.retention_changed', subject },
        ...{ before, after: { months } },
      });
    });
  }

  private async write(tx: EntityManager, officeId: string, months: number | null): Promise<void> {
    if (months === null) await tx.delete(RetentionRule, { officeId });
    else if ((await updateRows(tx, RetentionRule, { officeId }, { months })) === 0) {
      await insertIfNew(tx, RetentionRule, { officeId, months });
    }
  }
}
