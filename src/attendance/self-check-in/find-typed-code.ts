import { Injectable } from '@nestjs/common';
import { MoreThan, LessThanOrEqual, type EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { RateLimiter, type Budget } from '../../http/rate-limiter.js';
import { Clock } from '../../kernel/clock.js';
import { Keyring } from '../../kernel/keyring.js';
import { lineOf } from '../../kernel/network.js';
import { Refusal } from '../../kernel/problems.js';
import { Session } from '../../programs/session.entity.js';
import { CheckInCodes } from './check-in-codes.js';
import { latestOpenStart } from './self-check-in.rules.js';

/** A hall shares one address, and its people mistype; 30^8 codes are not to be tried out at this pace. */
const failuresPerAddress: Budget = { limit: 300, windowSeconds: 3600 };

/** For phones that don't read a QR: leads from the code that was typed to the one that the QR holds. */
@Injectable()
export class FindTypedCode {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly codes: CheckInCodes,
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
  ) {}

  /** The token. Throws `check_in_code_over` for any other text, and `TooMany` when the address has failed too often. */
  async run(typed: string, address: string): Promise<string> {
    const key = `self-check-in.address:${this.keyring.lookupHash('pace', lineOf(address))}`;
    await this.limiter.check([key, failuresPerAddress]);
    const token = this.codes.tokenOf(typed, await this.openSessions(this.database.reader));
    if (token !== null) return token;
    await this.limiter.count(key, failuresPerAddress);
    throw new Refusal('check_in_code_over');
  }

  /** Whether it is allowed there is asked when the code is used. */
  private async openSessions(manager: EntityManager): Promise<string[]> {
    const now = this.clock.now();
    const where = { startsAt: LessThanOrEqual(latestOpenStart(now)), endsAt: MoreThan(now) };
    const sessions = await manager.find(Session, { select: { id: true }, where });
    return sessions.map(({ id }) => id);
  }
}
