import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { Keyring, UnreadableCiphertext, type CipherPlace } from '../kernel/keyring.js';
import { Unauthenticated } from '../kernel/problems.js';
import { User } from './user.entity.js';

const lifetimeMilliseconds = 5 * 60_000;

interface Content {
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Another one once the password was changed. */
  readonly mark: string;
}

type Proved = Pick<User, 'id' | 'officeId' | 'passwordHash'>;

/**
 * What somebody who has just shown the right password carries to the page that asks for the code: sealed, bound to the
 * user and the password, good for five minutes, and for nothing but to be shown with a code.
 */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  of(user: Proved): string {
    const content: Content = { until: this.clock.now().getTime() + lifetimeMilliseconds, mark: markOf(user) };
    return `${user.id}.${this.keyring.encrypt(JSON.stringify(content), placeOf(user))}`;
  }

  /** Who showed the password. Throws `Unauthenticated('sign_in_expired')` for every proof that does not hold (any more). */
  async userOf(proof: string): Promise<User> {
    const [id = '', sealed = ''] = proof.split('.');
    const user = await this.database.reader.findOneBy(User, { id, disabledAt: IsNull() });
    const content = user === null ? null : this.open(sealed, user);
    const holds = content !== null && content.until > this.clock.now().getTime();
    if (user === null || !holds || content.mark !== markOf(user)) throw new Unauthenticated('sign_in_expired');
    return user;
  }

  private open(sealed: string, user: Proved): Content | null {
    try {
      return JSON.parse(this.keyring.decrypt(sealed, placeOf(user))) as Content;
    } catch (error) {
      if (error instanceof UnreadableCiphertext) return null;
      throw error;
    }
  }
}

function placeOf({ id, officeId }: Proved): CipherPlace {
  return { office: officeId, row: id, column: 'password_proof' };
}

function markOf({ passwordHash }: Proved): string {
  return createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url');
}
