import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import { Audit, type AuditActor } from './audit.js';
import { EndSessions } from './end-sessions.js';
import { refusePassword } from './password.rules.js';
import { Passwords } from './passwords.js';
import { User } from './user.entity.js';

const validHours = 24;

/** Links by which a user sets a password: for a day, once, and only the newest of them. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Ends the earlier links of the user. */
  async make(tx: EntityManager, user: Pick<User, 'id' | 'officeId' | 'tokenVersion'>, by: AuditActor): Promise<string> {
    const { id, officeId } = user;
    const tokenVersion = user.tokenVersion + 1;
    const passwordLinkExpiresAt = new Date(this.clock.now().getTime() + validHours * 3_600_000);
    await updateRows(tx, User, { id }, { tokenVersion, passwordLinkExpiresAt });
    await this.audit.record(tx, { officeId, actor: by, action: 'user.link_made', subject: { type: 'user', id } });
    return this.address(id, tokenVersion);
  }

  /** The user's newest link, or null when it was used or is too old. */
  current({ id, tokenVersion, passwordLinkExpiresAt }: User): string | null {
    const usable = passwordLinkExpiresAt !== null && passwordLinkExpiresAt > this.clock.now();
    return usable ? this.address(id, tokenVersion) : null;
  }

  private address(id: string, tokenVersion: number): string {
    return `${this.settings.publicUrl}/kata-sandi/${this.keyring.token('set_password', id, tokenVersion)}`;
  }

  /** The user whom a link is for. Throws `NotFound` for every link that can't be used (any more). */
  async userOf(manager: EntityManager, token: string): Promise<User> {
    const read = this.keyring.readToken(token);
    const user = read === null ? null : await manager.findOneBy(User, { id: read.id });
    const valid =
      user !== null &&
      user.disabledAt === null &&
      user.passwordLinkExpiresAt !== null &&
      user.passwordLinkExpiresAt > this.clock.now() &&
      this.keyring.verifyToken('set_password', token, user.tokenVersion);
    if (!valid) throw new NotFound('password_link_invalid');
    return user;
  }
}

/** Sets a password by its link; all sessions of the user end. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly database: Database,
    private readonly links: PasswordLinks,
    private readonly passwords: Passwords,
    private readonly ending: EndSessions,
  ) {}

  /** Whom the link is for. Throws `NotFound('password_link_invalid')`. */
  bearer(token: string): Promise<User> {
    return this.links.userOf(this.database.reader, token);
  }

  /** Throws `NotFound('password_link_invalid')` and `InvalidInput` for the password. */
  async run(token: string, password: string): Promise<void> {
    await this.bearer(token);
    const code = refusePassword(password);
    if (code !== null) throw new InvalidInput([{ field: 'password', code }]);
    const passwordHash = await this.passwords.hash(password);
    await this.database.transaction(async (tx) => {
      const user = await this.links.userOf(tx, token);
      const used = { passwordHash, tokenVersion: user.tokenVersion + 1, passwordLinkExpiresAt: null };
      const changed = await updateRows(tx, User, { id: user.id, tokenVersion: user.tokenVersion }, used);
      if (changed === 0) throw new NotFound('password_link_invalid');
      await this.ending.all(tx, user, { by: { userId: user.id }, action: 'user.password_set' });
    });
  }
}
