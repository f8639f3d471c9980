import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { In, type EntityManager } from 'typeorm';
import { insertIfNew } from '../../database/rows.js';
import { Audit } from '../../identity/audit.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Keyring } from '../../kernel/keyring.js';
import { Refusal } from '../../kernel/problems.js';
import { Registration } from '../../registrations/registration.entity.js';
import { CheckInPhone } from './check-in-phone.entity.js';
import type { VisitingPhone } from './phone-cookie.js';

type OnPhone = Pick<Registration, 'id' | 'batchId' | 'officeId'>;

/** Which phone is whose. The first with which a registrant checks in is the one, until staff releases it. */
@Injectable()
export class CheckInPhones {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What the phone keeps of a registration that was opened on it. */
  tokenOf({ id, tokenVersion }: Pick<Registration, 'id' | 'tokenVersion'>): string {
    return this.keyring.token('check_in_phone', id, tokenVersion);
  }

  /** The registrations that were opened on this phone. */
  async registrationsOn(manager: EntityManager, phone: VisitingPhone): Promise<Registration[]> {
    const named = new Map(phone.tokens.map((token) => [this.keyring.readToken(token)?.id ?? '', token]));
    const found = await manager.find(Registration, {
      where: { id: In([...named.keys()]) },
      order: { sequence: 'ASC' },
    });
    return found.filter(({ id, tokenVersion }) =>
      this.keyring.verifyToken('check_in_phone', named.get(id) ?? '', tokenVersion),
    );
  }

  /** The registration of this batch that checks in with this phone; null for none yet. */
  async boundTo(manager: EntityManager, batchId: string, phone: VisitingPhone): Promise<string | null> {
    const bound = await manager.findOneBy(CheckInPhone, { batchId, phoneHash: hashOf(phone) });
    return bound?.registrationId ?? null;
  }

  /** Throws `second_phone` when the registrant checks in with another phone, `phone_taken` when this one is another's. */
  async requireFree(manager: EntityManager, registration: OnPhone, phone: VisitingPhone): Promise<void> {
    const own = await manager.findOneBy(CheckInPhone, { registrationId: registration.id });
    if (own !== null && own.phoneHash !== hashOf(phone)) throw new Refusal('second_phone');
    const holder = await this.boundTo(manager, registration.batchId, phone);
    if (holder !== null && holder !== registration.id) throw new Refusal('phone_taken');
  }

  /** Makes it the registrant's phone unless it is already. Of two phones at once one wins; throws as `requireFree`. */
  async bind(tx: EntityManager, registration: OnPhone, phone: VisitingPhone): Promise<void> {
    const { id: registrationId, batchId, officeId } = registration;
    const id = newId();
    const row = { id, registrationId, batchId, phoneHash: hashOf(phone), boundAt: this.clock.now() };
    await insertIfNew(tx, CheckInPhone, row);
    await this.requireFree(tx, registration, phone);
    if (!(await tx.existsBy(CheckInPhone, { id }))) return;
    await this.audit.record(tx, {
      officeId,
      actor: 'participant',
      action: 'check_in_phone.bound',
      subject: { type: 'registration', id: registrationId },
    });
  }
}

function hashOf({ secret }: VisitingPhone): string {
  return createHash('sha256').update(secret).digest('hex');
}
