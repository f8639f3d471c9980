import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Refusal } from '../kernel/problems.js';
import { NikVault } from '../participants/nik-vault.js';
import { Participant } from '../participants/participant.entity.js';
import { registrationOfActor } from './registration-of-actor.js';

/** Shows a whole NIK to an organiser who asks for it, and keeps who asked. */
@Injectable()
export class DiscloseNik {
  constructor(
    private readonly database: Database,
    private readonly vault: NikVault,
    private readonly audit: Audit,
  ) {}

  /** 16 digits. Throws `NotFound`, and `nik_not_given` where the participant gave none. */
  async run(actor: Actor, id: string): Promise<string> {
    requireRole(actor, 'organizer');
    const { participantId } = await registrationOfActor(this.database.reader, actor, id);
    const nik = this.vault.plain(await this.database.reader.findOneByOrFail(Participant, { id: participantId }));
    if (nik === null) throw new Refusal('nik_not_given');
    const subject = { type: 'registration', id };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { officeId: actor.officeId, actor, action: 'participant.nik_disclosed', subject }),
    );
    return nik;
  }
}
