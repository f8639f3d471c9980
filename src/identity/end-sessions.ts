import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Audit, type AuditActor } from './audit.js';
import { Sessions } from './sessions.js';
import { User } from './user.entity.js';

/** Ends one's own session, or all of a user's, and notes why. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  async all(
    tx: EntityManager,
    { id, officeId }: Pick<User, 'id' | 'officeId'>,
    { by, action }: { readonly by: AuditActor; readonly action: string },
  ): Promise<void> {
    await this.sessions.endAll(tx, id);
    await this.audit.record(tx, { officeId, actor: by, action, subject: { type: 'user', id } });
  }

  /** Signs out whoever holds this token; an unknown one ends nothing. */
  async own(token: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const userId = await this.sessions.end(tx, token);
      if (userId === null) return;
      const { officeId } = await tx.findOneByOrFail(User, { id: userId });
      const subject = { type: 'user', id: userId };
      await this.audit.record(tx, { officeId, actor: { userId }, action: 'user.signed_out', subject });
    });
  }
}
