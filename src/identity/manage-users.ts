import { Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { lockName } from '../database/locks.js';
import { breaksUnique, withoutParameters } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import { Audit, type AuditActor, type AuditFact } from './audit.js';
import { EndSessions } from './end-sessions.js';
import type { UserBody, UserChangeBody } from './identity.dto.js';
import { PasswordLinks } from './password-links.js';
import { User } from './user.entity.js';

/** In whose office, and by whom: null for the command line. */
export interface Manager {
  readonly officeId: string;
  readonly userId: string | null;
}

function auditActor({ userId }: Manager): AuditActor {
  return userId === null ? 'system' : { userId };
}

/** Adds users and changes them. There is always an administrator who can sign in. */
@Injectable()
export class ManageUsers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly links: PasswordLinks,
    private readonly ending: EndSessions,
  ) {}

  /** Answers the new user's id; a link to set the password is made. Throws `InvalidInput` for an address in use. */
  async add(tx: EntityManager, by: Manager, { email, name, role }: UserBody): Promise<string> {
    const id = newId();
    const user = { id, officeId: by.officeId, email: email.toLowerCase(), name, role, tokenVersion: 0 };
    const blank = { passwordHash: null, passwordLinkExpiresAt: null, disabledAt: null };
    try {
      await insertRow(tx, User, { ...user, ...blank, createdAt: this.clock.now() });
    } catch (error) {
      if (!breaksUnique(withoutParameters(error), 'uq_users_email', 'users', ['email'])) throw error;
      throw new InvalidInput([{ field: 'email', code: 'email_in_use' }]);
    }
    await this.record(tx, by, id, { action: 'user.added', after: { role } });
    await this.links.make(tx, user, auditActor(by));
    return id;
  }

  /** The link by which a user sets a password, if there is one that can be used. */
  async currentLink(by: Manager, id: string): Promise<string | null> {
    return this.links.current(await this.find(this.database.reader, by, id));
  }

  /** Disabling ends the user's sessions. Throws `last_administrator`. */
  change(by: Manager, id: string, { name, role, disabled }: UserChangeBody): Promise<void> {
    return this.database.transaction(async (tx) => {
      const user = await this.find(tx, by, id);
      const loses = disabled === true || (role !== undefined && role !== 'administrator');
      if (loses && user.role === 'administrator') await this.requireAnotherAdministrator(tx, by, id);
      await updateRows(
        tx,
        User,
        { id },
        {
          ...(role === undefined ? {} : { role }),
          ...(disabled === undefined ? {} : { disabledAt: disabled ? this.clock.now() : null }),
          name: name ?? user.name,
        },
      );
      const actor = auditActor(by);
      if (disabled === true) await this.ending.all(tx, user, { by: actor, action: 'user.sessions_ended' });
      const before = { role: user.role, disabled: user.disabledAt !== null };
      await this.record(tx, by, id, { action: 'user.changed', before, after: { role, disabled } });
    });
  }

  /** A fresh link to set the password; older ones end. */
  link(by: Manager, id: string): Promise<string> {
    return this.database.transaction(async (tx) => this.links.make(tx, await this.find(tx, by, id), auditActor(by)));
  }

  private async find(tx: EntityManager, { officeId }: Manager, id: string): Promise<User> {
    const user = await tx.findOneBy(User, { id, officeId });
    if (user === null) throw new NotFound('user_not_found');
    return user;
  }

  private async requireAnotherAdministrator(tx: EntityManager, { officeId }: Manager, id: string): Promise<void> {
    await lockName(tx, `administrators of ${officeId}`);
    const others = {
      officeId,
      role: 'administrator' as const,
      disabledAt: IsNull(),
      passwordHash: Not(IsNull()),
      id: Not(id),
    };
    if (!(await tx.existsBy(User, others))) throw new Refusal('last_administrator');
  }

  private async record(
    tx: EntityManager,
    by: Manager,
    id: string,
    fact: Pick<AuditFact, 'action' | 'before' | 'after'>,
  ): Promise<void> {
    const subject = { type: 'user', id };
    await this.audit.record(tx, { officeId: by.officeId, actor: auditActor(by), subject, ...fact });
  }
}
