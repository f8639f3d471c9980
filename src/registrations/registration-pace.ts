import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { RateLimiter, type Budget } from '../http/rate-limiter.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { lineOf } from '../kernel/network.js';
import { TooMany } from '../kernel/problems.js';

const hour = 3600;
const mostAddresses = 10_000;
const refusalsPerAddress: Budget = { limit: 20, windowSeconds: hour };
const refusalsPerNik: Budget = { limit: 10, windowSeconds: hour };
const lookupsPerAddress: Budget = { limit: 20, windowSeconds: hour };
const lookupsPerCode: Budget = { limit: 5, windowSeconds: hour };

interface Window {
  count: number;
  readonly endsAt: number;
}

/**
 * How fast strangers may go. Registrations are counted generously per address (a training hall shares one) in the
 * memory of this process: N processes let N times as many through and a restart forgets, which saves a second write
 * transaction for every registration. What would let somebody probe for persons (refused NIK, look-ups) is counted
 * strictly, in the database. Keys are keyed hashes.
 */
@Injectable()
export class RegistrationPace {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly settings: Settings,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /** Counts a registration from this address. Throws `TooMany`. */
  registration(address: string): void {
    this.countRegistration(this.hashed(lineOf(address)));
  }

  /** Throws `TooMany` when this address or this person was refused too often. */
  async person(address: string, nikHash: string): Promise<void> {
    await this.limiter.check(...this.refusals(address, nikHash));
  }

  /** Counts that a person who is registered already was refused. */
  async refused(address: string, nikHash: string): Promise<void> {
    for (const [key, budget] of this.refusals(address, nikHash)) await this.limiter.count(key, budget);
  }

  /**
   * Counts a look-up before it is answered, so that those of the same moment can't slip through together. Throws
   * `TooMany` when the address or the code has failed too often.
   */
  async lookup(address: string, code: string): Promise<void> {
    const keys = this.lookupKeys(address, code);
    await this.limiter.check(...keys);
    for (const [key, budget] of keys) await this.limiter.take(key, budget);
  }

  /** A look-up that found its registration was no guess. */
  async lookupFound(address: string, code: string): Promise<void> {
    for (const [key] of this.lookupKeys(address, code)) await this.limiter.giveBack(key);
  }

  private lookupKeys(address: string, code: string): [string, Budget][] {
    return [
      [`registration.lookup.address:${this.hashed(lineOf(address))}`, lookupsPerAddress],
      [`registration.lookup.code:${this.hashed(code)}`, lookupsPerCode],
    ];
  }

  private refusals(address: string, nikHash: string): [string, Budget][] {
    return [
      [`registration.refused.address:${this.hashed(lineOf(address))}`, refusalsPerAddress],
      [`registration.refused.nik:${nikHash}`, refusalsPerNik],
    ];
  }

  private hashed(value: string): string {
    return this.keyring.lookupHash('pace', value);
  }

  private countRegistration(key: string): void {
    const now = this.clock.now().getTime();
    this.forgetEnded(now);
    const standing = this.windows.get(key);
    const window =
      standing === undefined || standing.endsAt <= now ? { count: 0, endsAt: now + hour * 1000 } : standing;
    if (window.count >= this.settings.registrationsPerAddressPerHour) {
      throw new TooMany('too_many_attempts', Math.ceil((window.endsAt - now) / 1000));
    }
    window.count += 1;
    this.windows.set(key, window);
  }

  private forgetEnded(now: number): void {
    if (this.windows.size < mostAddresses) return;
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
    if (this.windows.size >= mostAddresses) this.windows.clear();
  }
}
