import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Audit } from './audit.js';
import { Passwords } from './passwords.js';
import { Sessions, type OpenedSession } from './sessions.js';
import type { UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

/** Opens the session of a user who has proved to be one. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  async run(user: User, password: string, kind: UserSessionKind): Promise<OpenedSession> {
    const outdated = user.passwordHash !== null && this.passwords.isOutdated(user.passwordHash);
    const passwordHash = outdated ? await this.passwords.hash(password) : null;
    return this.database.transaction(async (tx) => {
      if (passwordHash !== null) await updateRows(tx, User, { id: user.id }, { passwordHash });
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

  async noteFailure({ id, officeId }: User): Promise<void> {
    const subject = { type: 'user', id };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { officeId, actor: 'system', action: 'user.sign_in_failed', subject }),
    );
  }
}
