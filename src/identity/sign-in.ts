import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { hasUnseenCharacters } from '../kernel/plain-text.js';
import { Unauthenticated } from '../kernel/problems.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';
import type { OpenedSession } from './sessions.js';
import { SignInAttempts } from './sign-in-attempts.js';
import type { UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** Signs a user in. Guessing is bounded before any hashing; answers and work are the same for an unknown account. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly attempts: SignInAttempts,
    private readonly passwords: Passwords,
    private readonly opening: OpenSession,
  ) {}

  /** Throws `TooMany`, `Unauthenticated('sign_in_failed')`, and what `OpenSession` demands of who knows the password. */
  async run(credentials: Credentials, address: string, kind: UserSessionKind): Promise<OpenedSession> {
    const attempt = await this.attempts.count(credentials.email, address);
    const session = await this.opening.run(await this.userOf(credentials), credentials, kind);
    await this.attempts.succeeded(attempt);
    return session;
  }

  /** Whose email and password these are; the attempt is to be counted before. Throws `Unauthenticated('sign_in_failed')`. */
  async userOf({ email, password }: Credentials): Promise<User> {
    // PostgreSQL takes no NUL, and no address holds what can't be seen.
    const known = !hasUnseenCharacters(email);
    const user = known ? await this.database.reader.findOneBy(User, { email: email.toLowerCase() }) : null;
    const right = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (user !== null && right && user.disabledAt === null) return user;
    await this.opening.noteFailure(user);
    throw new Unauthenticated('sign_in_failed');
  }
}
