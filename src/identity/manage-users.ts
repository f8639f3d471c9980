import { Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { lockName } from '../database/locks.js';
import { breaksUnique } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import { Audit } from './audit.js';
import { EndSessions } from './end-sessions.js';
import type { UserBody, UserChangeBody } from './identity.dto.js';
import { PasswordLinks } from './password-links.js';
import { User } from './user.entity.js';

/** In whose office, and by whom: null for the command line. */
export interface Manager {
  readonly officeId: string;
  readonly userId: string | null;
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

  /** Answers the link by which the new user sets a password. Throws `InvalidInput` for an address that is in use. */
  async add(by: Manager, { email, name, role }: UserBody): Promise<{ id: string; link: string }> {
    const id = newId();
    const user = { id, officeId: by.officeId, email: email.toLowerCase(), name, role, tokenVersion: 0 };
    const blank = { passwordHash: null, passwordLinkExpiresAt: null, disabledAt: null };
    try {
      return await this.database.transaction(async (tx) => {
        await insertRow(tx, User, { ...user, ...blank, createdAt: this.clock.now() });
        await this.record(tx, by, id, { action: 'user.added', after: { role } });
        return { id, link: await this.links.make(tx, user, by.userId) };
      });
    } catch (error) {
      if (!breaksUnique(error, 'uq_users_email', 'users', ['email'])) throw error;
      throw new InvalidInput([{ field: 'email', code: 'email_in_use' }]);
    }
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
      if (disabled === true) await this.ending.run(tx, user, 'user.sessions_ended');
      await this.record(tx, by, id, { action: 'user.changed', after: { role, disabled } });
    });
  }

  /** A fresh link to set the password; older ones end. */
  link(by: Manager, id: string): Promise<string> {
    return this.database.transaction(async (tx) => this.links.make(tx, await this.find(tx, by, id), by.userId));
  }

  private async find(tx: EntityManager, { officeId }: Manager, id: string): Promise<User> {
    const user = await tx.findOneBy(User, { id, officeId });
    if (user === null) throw new NotFound('user_not_found');
    return user;
  }

  private async requireAnotherAdministrator(tx: EntityManager, { officeId }: Manager, id: string): Promise<void> {
    await lockName(tx, `administrators of ${officeId}`);
    const others = { officeId, role: 'administrator' as const, disabledAt: IsNull(), id: Not(id) };
    if (!(await tx.existsBy(User, others))) throw new Refusal('last_administrator');
  }

  private async record(
    tx: EntityManager,
    by: Manager,
    id: string,
    { action, after }: { action: string; after: Record<string, unknown> },
  ): Promise<void> {
    const actor = by.userId === null ? 'system' : { userId: by.userId };
    await this.audit.record(tx, { officeId: by.officeId, actor, action, subject: { type: 'user', id }, after });
  }
}
