import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { IdentifyParticipant, type PersonDraft } from '../participants/identify-participant.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { Registration } from './registration.entity.js';
import { liveStatuses } from './registration.rules.js';

/** Mails the link of a registration that stands to the address that it was made with, at most once an hour. */
@Injectable()
export class ResendLink {
  constructor(
    private readonly database: Database,
    private readonly identify: IdentifyParticipant,
    private readonly notices: RegistrationNotices,
  ) {}

  /** In a transaction of its own, after the one that was refused. */
  async run(batchId: string, person: PersonDraft): Promise<void> {
    const { reader } = this.database;
    const known = await this.identify.known(reader, person);
    if (known === null) return;
    const where = { batchId, participantId: known, status: In([...liveStatuses]) };
    const standing = await reader.findOneBy(Registration, where);
    if (standing === null) return;
    await this.database.transaction((tx) => this.notices.linkAgain(tx, standing));
  }
}
