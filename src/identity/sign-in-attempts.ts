import { Injectable } from '@nestjs/common';
import { RateLimiter } from '../http/rate-limiter.js';
import { Keyring } from '../kernel/keyring.js';
import { lineOf } from '../kernel/network.js';

const perAccount = { limit: 5, windowSeconds: 15 * 60 };
const perAddress = { limit: 50, windowSeconds: 15 * 60 };

/** Names one attempt's counters. */
export interface Attempt {
  readonly account: string;
  readonly address: string;
}

/** Bounds guessing per account and per address over all processes, whether the account exists or not. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
  ) {}

  /** Throws `TooMany`. */
  async count(email: string, from: string): Promise<Attempt> {
    const account = `sign-in:account:${this.keyring.lookupHash('sign-in', email.toLowerCase())}`;
    const address = `sign-in:address:${this.keyring.lookupHash('sign-in', lineOf(from))}`;
    await this.limiter.check([account, perAccount], [address, perAddress]);
    await this.limiter.take(address, perAddress);
    await this.limiter.take(account, perAccount);
    return { account, address };
  }

  /** It led to a session: the account's wrong guesses are forgotten, and the address made none. */
  async succeeded({ account, address }: Attempt): Promise<void> {
    await this.limiter.forget(account);
    await this.limiter.giveBack(address);
  }
}
