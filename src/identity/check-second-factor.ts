import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { LessThan, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { Unauthenticated } from '../kernel/problems.js';
import { matchingStep } from '../kernel/totp.js';
import { SecondFactor } from './second-factor.entity.js';
import type { User } from './user.entity.js';

/** A code as it was shown, without what people add in copying it. */
export function recoveryHash(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest('hex');
}

/** Asks those who chose so for a second proof. Each code is good once, whoever sends it at the same moment. */
@Injectable()
export class CheckSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async isAskedOf({ id }: Pick<User, 'id'>): Promise<boolean> {
    return (await this.confirmed(id)) !== null;
  }

  /** Throws `Unauthenticated`: `second_factor_required` without a code, `second_factor_wrong` with another. */
  async demand({ id }: Pick<User, 'id'>, code: string | undefined): Promise<void> {
    const factor = await this.confirmed(id);
    if (factor === null) return;
    if (code === undefined || code.trim() === '') throw new Unauthenticated('second_factor_required');
    const taken = await this.database.transaction((tx) => this.take(tx, factor, code));
    if (!taken) throw new Unauthenticated('second_factor_wrong');
  }

  private async confirmed(id: string): Promise<SecondFactor | null> {
    const factor = await this.database.reader.findOneBy(SecondFactor, { id });
    return factor === null || factor.confirmedAt === null ? null : factor;
  }

  secretOf({ id, officeId, secretCiphertext }: SecondFactor): Buffer {
    const place = { office: officeId, row: id, column: 'second_factor' };
    return Buffer.from(this.keyring.decrypt(secretCiphertext, place), 'hex');
  }

  /** Whether this was a code of the app or of the paper that is not used up; it is from now on. */
  async take(tx: EntityManager, factor: SecondFactor, code: string): Promise<boolean> {
    const step = matchingStep(this.secretOf(factor), code.replace(/\s/g, ''), this.clock.now());
    const { id, recoveryHashes } = factor;
    if (step !== null) {
      return (await updateRows(tx, SecondFactor, { id, lastStep: LessThan(step) }, { lastStep: step })) === 1;
    }
    const left = recoveryHashes.replace(recoveryHash(code), '').replace('  ', ' ').trim();
    if (left === recoveryHashes) return false;
    return (await updateRows(tx, SecondFactor, { id, recoveryHashes }, { recoveryHashes: left })) === 1;
  }
}
