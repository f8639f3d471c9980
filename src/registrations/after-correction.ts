import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../identity/audit.js';
import { Keyring } from '../kernel/keyring.js';
import type { FieldChange } from './correction.rules.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { PromoteWaiting } from './promote-waiting.js';
import type { Registration } from './registration.entity.js';

const hashLength = 16;

export interface Correction {
  readonly standing: Registration;
  readonly corrected: Registration;
  readonly changes: readonly FieldChange[];
}

/** What a correction leaves behind: the audit entry, the mails about another address, and who may go up by it. */
@Injectable()
export class AfterCorrection {
  constructor(
    private readonly audit: Audit,
    private readonly keyring: Keyring,
    private readonly notices: RegistrationNotices,
    private readonly promoteWaiting: PromoteWaiting,
  ) {}

  async run(tx: EntityManager, { standing, corrected, changes }: Correction): Promise<void> {
    const told = (side: 'before' | 'after') =>
      Object.fromEntries(changes.map((change) => [change.field, this.audited(change, side)]));
    await this.audit.record(tx, {
      officeId: standing.officeId,
      actor: 'participant',
      action: 'registration.corrected',
      subject: { type: 'registration', id: standing.id },
      before: told('before'),
      after: told('after'),
    });
    if (standing.email !== corrected.email) await this.notices.emailChanged(tx, standing, corrected);
    await this.promoteWaiting.run(tx, standing.batchId);
  }

  /** What names a person is kept as a keyed hash: it proves from what to what, and tells it to nobody. */
  private audited({ plain, ...values }: FieldChange, side: 'before' | 'after'): string | null {
    const value = values[side];
    if (plain || value === null) return value;
    return `#${this.keyring.lookupHash('audit', value).slice(0, hashLength)}`;
  }
}
