import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { newId } from '../kernel/ids.js';
import { Keyring } from '../kernel/keyring.js';
import type { Locale } from '../kernel/locale.js';
import { ComposeEmail } from '../mail/compose-email.js';
import type { Mail } from '../mail/transport.js';
import { Registration } from './registration.entity.js';
import { liveStatuses } from './registration.rules.js';

/** Who will hear that a batch is called off. */
export interface Audience {
  /** Registrants with an address, in the order of registering. */
  readonly mailed: number;
  /** Registrants without one, who must be told in another way. */
  readonly unmailed: number;
}

const column = 'cancellation_preview';

/** Shows what calling a batch off would mail, before it is done. */
@Injectable()
export class PreviewCancellation {
  constructor(
    private readonly database: Database,
    private readonly compose: ComposeEmail,
    private readonly keyring: Keyring,
  ) {}

  async audience(actor: Actor, batchId: string): Promise<Audience> {
    const live = await this.live(actor, batchId);
    const mailed = live.filter(({ email }) => email !== null).length;
    return { mailed, unmailed: live.length - mailed };
  }

  /** The mail as the first of them would read it; null when nobody has an address. */
  async mail(
    actor: Actor,
    batchId: string,
    { reason, locale }: { readonly reason: string; readonly locale: Locale },
  ): Promise<Mail | null> {
    const first = (await this.live(actor, batchId)).find(({ email }) => email !== null);
    if (first === undefined) return null;
    const id = newId();
    const composed = await this.compose.run({
      ...{ id, messageId: `<${id}>`, locale, template: 'batch-cancelled', subjectId: first.id },
      officeId: first.officeId,
      recipientName: first.name,
      recipientAddress: first.email ?? '',
      data: { reason },
      attachments: [],
    });
    return 'mail' in composed ? composed.mail : null;
  }

  /** A reason as an address may carry it: readable to this batch's office alone. */
  seal({ officeId }: Actor, batchId: string, reason: string): string {
    return this.keyring.encrypt(reason, { office: officeId, row: batchId, column });
  }

  /** Throws `UnreadableCiphertext` for what `seal` did not make for this batch. */
  unseal({ officeId }: Actor, batchId: string, sealed: string): string {
    return this.keyring.decrypt(sealed, { office: officeId, row: batchId, column });
  }

  private live(actor: Actor, batchId: string): Promise<Registration[]> {
    requireRole(actor, 'organizer');
    return this.database.reader.find(Registration, {
      where: { batchId, officeId: actor.officeId, status: In([...liveStatuses]) },
      order: { sequence: 'ASC' },
    });
  }
}
