import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { normalizedPassword } from './password.rules.js';

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const currentForm = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;
const hashesAtOnce = 2;

/** Hashes passwords, two at a time: each takes memory and a core. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalizedPassword(password), cost));
  }

  /** With `null` for an account that does not exist the same work is done, and the answer is no. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const compared = stored ?? (await (this.decoy ??= this.hash('nobody has this password')));
    const same = await this.inTurn(() => verify(compared, normalizedPassword(password)));
    return same && stored !== null;
  }

  /** Whether a stored hash was made at an earlier cost. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(currentForm);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < hashesAtOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
