import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { InvalidInput, NotFound, Refusal } from '../kernel/problems.js';
import { base32 } from '../kernel/totp.js';
import { requireRole, type Actor } from './actor.js';
import { Audit, type AuditActor } from './audit.js';
import { CheckSecondFactor, recoveryHash } from './check-second-factor.js';
import { SecondFactor } from './second-factor.entity.js';
import { User } from './user.entity.js';

const secretBytes = 20;
const recoveryCodes = 10;

/** What an authenticator app takes in, by its camera or by hand. */
export interface NewFactor {
  readonly uri: string;
  readonly secret: string;
}

/** Turns the second proof at sign-in on and off, each for themselves; the command line for whoever lost it. */
@Injectable()
export class ManageSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly check: CheckSecondFactor,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async isOn({ userId }: Actor): Promise<boolean> {
    return (await this.database.reader.findOneBy(SecondFactor, { id: userId }))?.confirmedAt instanceof Date;
  }

  /** A new secret, which asks for nothing before its first code was confirmed. Throws `second_factor_on`. */
  async begin(actor: Actor): Promise<NewFactor> {
    requireRole(actor, 'organizer');
    const { userId: id, officeId } = actor;
    const bytes = randomBytes(secretBytes);
    const place = { office: officeId, row: id, column: 'second_factor' };
    const secretCiphertext = this.keyring.encrypt(bytes.toString('hex'), place);
    const { email } = await this.database.reader.findOneByOrFail(User, { id });
    await this.database.transaction(async (tx) => {
      await tx.delete(SecondFactor, { id, confirmedAt: IsNull() });
      if (await tx.existsBy(SecondFactor, { id })) throw new Refusal('second_factor_on');
      const fresh = { confirmedAt: null, lastStep: 0, recoveryHashes: '' };
      await insertRow(tx, SecondFactor, { id, officeId, secretCiphertext, ...fresh });
    });
    const secret = base32(bytes);
    return { uri: `otpauth://totp/Bina:${encodeURIComponent(email)}?secret=${secret}&issuer=Bina`, secret };
  }

  /** Answers the codes for the paper, once. Throws `InvalidInput` for a wrong code, `NotFound` before `begin`. */
  async confirm(actor: Actor, code: string): Promise<readonly string[]> {
    const { userId: id } = actor;
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
    const change = { confirmedAt: this.clock.now(), recoveryHashes: codes.map(recoveryHash).join(' ') };
    await this.database.transaction(async (tx) => {
      const factor = await tx.findOneBy(SecondFactor, { id, confirmedAt: IsNull() });
      if (factor === null) throw new NotFound('second_factor_not_begun');
      await this.take(tx, factor, code);
      await updateRows(tx, SecondFactor, { id }, change);
      await this.note(tx, id, actor, 'user.second_factor_on');
    });
    return codes;
  }

  /** Throws `InvalidInput` for a wrong code. */
  async end(actor: Actor, code: string): Promise<void> {
    const { userId: id } = actor;
    await this.database.transaction(async (tx) => {
      const factor = await tx.findOneBy(SecondFactor, { id });
      if (factor === null) return;
      await this.take(tx, factor, code);
      await tx.delete(SecondFactor, { id });
      await this.note(tx, id, actor, 'user.second_factor_off');
    });
  }

  /** For whoever lost phone and paper; the caller has made sure who asks. Throws `NotFound`. */
  async reset(email: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const user = await tx.findOneBy(User, { email: email.toLowerCase() });
      if (user === null) throw new NotFound('user_not_found');
      await tx.delete(SecondFactor, { id: user.id });
      await this.note(tx, user.id, 'system', 'user.second_factor_off');
    });
  }

  private async take(tx: EntityManager, factor: SecondFactor, code: string): Promise<void> {
    if (await this.check.take(tx, factor, code)) return;
    throw new InvalidInput([{ field: 'code', code: 'second_factor_wrong' }]);
  }

  private async note(tx: EntityManager, id: string, actor: AuditActor, action: string): Promise<void> {
    const { officeId } = await tx.findOneByOrFail(User, { id });
    await this.audit.record(tx, { officeId, actor, action, subject: { type: 'user', id } });
  }
}

/** 80 random bits: `XXXX-XXXX-XXXX-XXXX`. */
function newRecoveryCode(): string {
  return (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-');
}
