import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { RateLimiter } from '../http/rate-limiter.js';
import { Keyring } from '../kernel/keyring.js';
import { hasUnseenCharacters } from '../kernel/plain-text.js';
import { Unauthenticated } from '../kernel/problems.js';
import { OpenSession, type Proof } from './open-session.js';
import { Passwords } from './passwords.js';
import type { OpenedSession } from './sessions.js';
import type { UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

const perAccount = { limit: 5, windowSeconds: 15 * 60 };
const perAddress = { limit: 50, windowSeconds: 15 * 60 };

export interface Credentials extends Proof {
  readonly email: string;
}

/**
 * Signs a user in. Guessing is bounded per account and per address over all processes, before any hashing; answers and
 * work are the same whether the account exists or not.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
    private readonly passwords: Passwords,
    private readonly opening: OpenSession,
  ) {}

  /** Throws `TooMany`, `Unauthenticated('sign_in_failed')`, and what `OpenSession` demands of who knows the password. */
  async run({ email, password, code }: Credentials, address: string, kind: UserSessionKind): Promise<OpenedSession> {
    const accountKey = `sign-in:account:${this.keyring.lookupHash('sign-in', email.toLowerCase())}`;
    const addressKey = `sign-in:address:${this.keyring.lookupHash('sign-in', address)}`;
    await this.limiter.check(accountKey, perAccount);
    await this.limiter.check(addressKey, perAddress);
    await this.limiter.take(addressKey, perAddress);
    await this.limiter.take(accountKey, perAccount);
    // PostgreSQL takes no NUL, and no address holds what can't be seen.
    const known = !hasUnseenCharacters(email);
    const user = known ? await this.database.reader.findOneBy(User, { email: email.toLowerCase() }) : null;
    const right = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (user === null || !right || user.disabledAt !== null) {
      await this.opening.noteFailure(user);
      throw new Unauthenticated('sign_in_failed');
    }
    const session = await this.opening.run(user, { password, code }, kind);
    await this.limiter.forget(accountKey);
    await this.limiter.giveBack(addressKey);
    return session;
  }
}
