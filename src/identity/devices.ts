import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { NotFound } from '../kernel/problems.js';
import { hasRole, type Actor } from './actor.js';
import { Audit } from './audit.js';
import { Sessions } from './sessions.js';
import { UserSession, type UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

/** A browser or a program that is signed in. */
export interface DeviceView {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly kind: UserSessionKind;
  readonly since: Date;
  /** To the quarter of an hour. */
  readonly lastUsedAt: Date;
}

const mostShown = 200;

/** Where people are signed in: each sees and ends their own, an administrator all of the office's. */
@Injectable()
export class Devices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** The latest used first: at most 200. */
  async list(actor: Actor): Promise<DeviceView[]> {
    const { reader } = this.database;
    const everybody = hasRole(actor, 'administrator');
    const users = await reader.findBy(User, {
      officeId: actor.officeId,
      disabledAt: IsNull(),
      ...(everybody ? {} : { id: actor.userId }),
    });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    const sessions = await reader.find(UserSession, {
      where: { userId: In([...names.keys()]), revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { lastUsedAt: 'DESC', id: 'DESC' },
      take: mostShown,
    });
    return sessions
      .filter((session) => !this.sessions.isOver(session))
      .map(({ id, userId, kind, createdAt, lastUsedAt }) => ({
        ...{ id, userId, kind, lastUsedAt },
        userName: names.get(userId) ?? '',
        since: createdAt,
      }));
  }

  /** Signs one device out. Throws `NotFound` for one that the actor may not see as for none. */
  async end(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const session = await tx.findOneBy(UserSession, { id, revokedAt: IsNull() });
      const user = await tx.findOneBy(User, { id: session?.userId ?? '', officeId: actor.officeId });
      const allowed = user !== null && (user.id === actor.userId || hasRole(actor, 'administrator'));
      if (!allowed) throw new NotFound('device_not_found');
      await updateRows(tx, UserSession, { id, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
      await this.audit.record(tx, {
        ...{ officeId: actor.officeId, actor, action: 'user.session_ended' },
        subject: { type: 'user', id: user.id },
      });
    });
  }

  /** Signs out wherever the actor is signed in but in the session of this token. */
  async endOthers(actor: Actor, token: string): Promise<void> {
    const current = await this.sessions.idOf(token);
    await this.database.transaction(async (tx) => {
      const others = { userId: actor.userId, revokedAt: IsNull(), id: Not(current ?? '') };
      const ended = await updateRows(tx, UserSession, others, { revokedAt: this.clock.now() });
      if (ended === 0) return;
      await this.audit.record(tx, {
        ...{ officeId: actor.officeId, actor, action: 'user.sessions_ended' },
        subject: { type: 'user', id: actor.userId },
      });
    });
  }
}
