import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Unauthenticated } from '../kernel/problems.js';
import { Audit } from './audit.js';
import { CheckSecondFactor } from './check-second-factor.js';
import { Office } from './office.entity.js';
import { Passwords } from './passwords.js';
import { Sessions, type OpenedSession } from './sessions.js';
import type { UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

/** What a user may be asked to have, and the password where it was just typed. */
interface Proof {
  readonly password?: string;
  readonly code?: string | undefined;
}

/** Opens the session of a user who knows the password, once the second factor was shown, too. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly factor: CheckSecondFactor,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * Throws `Unauthenticated`: `sign_in_failed` when the password was changed or the user disabled meanwhile, and what
   * `CheckSecondFactor` demands.
   */
  async run(user: User, { password, code }: Proof, kind: UserSessionKind): Promise<OpenedSession> {
    await this.factor.demand(user, code);
    const outdated = user.passwordHash !== null && this.passwords.isOutdated(user.passwordHash);
    const passwordHash = outdated && password !== undefined ? await this.passwords.hash(password) : user.passwordHash;
    const proved = { id: user.id, passwordHash: user.passwordHash ?? IsNull(), disabledAt: IsNull() };
    return this.database.transaction(async (tx) => {
      const stillSo = await updateRows(tx, User, proved, { passwordHash });
      if (stillSo === 0) throw new Unauthenticated('sign_in_failed');
      await this.audit.record(tx, {
        officeId: user.officeId,
        actor: { userId: user.id },
        action: 'user.signed_in',
        subject: { type: 'user', id: user.id },
        after: { kind },
      });
      return this.sessions.open(tx, user.id, kind);
    });
  }

  /** Nobody's failure (null) is noted with the first office: the same work as for a user, and the address is not kept. */
  async noteFailure(user: User | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [office] = await tx.find(Office, { order: { id: 'ASC' }, take: 1 });
      const officeId = user?.officeId ?? office?.id;
      if (officeId === undefined) return;
      const subject = user === null ? { type: 'office', id: officeId } : { type: 'user', id: user.id };
      await this.audit.record(tx, { officeId, actor: 'system', action: 'user.sign_in_failed', subject });
    });
  }
}
