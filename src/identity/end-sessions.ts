import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Audit } from './audit.js';
import { Sessions } from './sessions.js';
import type { User } from './user.entity.js';

/** Ends one's own session, or all of a user's, and notes why. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  async run(tx: EntityManager, { id, officeId }: Pick<User, 'id' | 'officeId'>, action: string): Promise<void> {
    await this.sessions.endAll(tx, id);
    await this.audit.record(tx, { officeId, actor: { userId: id }, action, subject: { type: 'user', id } });
  }

  async own(token: string): Promise<void> {
    await this.database.transaction((tx) => this.sessions.end(tx, token));
  }
}
