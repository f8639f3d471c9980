import { Injectable } from '@nestjs/common';
import { Creation } from '../http/creation.js';
import { Refusal } from '../kernel/problems.js';
import { AlreadyRegistered, Enrol, type Party } from './enrol.js';
import { personKey } from './person-key.js';
import type { Entrance } from './entrance.js';
import { PrepareGroup } from './prepare-group.js';
import { RegistrationPace } from './registration-pace.js';
import { ResendLink } from './resend-link.js';
import { withFreshCodes } from './with-fresh-codes.js';

/** Registers several people of one cooperative in one go: all get a seat, or all wait together. */
@Injectable()
export class RegisterGroup {
  constructor(
    private readonly prepare: PrepareGroup,
    private readonly creation: Creation,
    private readonly enrol: Enrol,
    private readonly resendLink: ResendLink,
    private readonly pace: RegistrationPace,
  ) {}

  /**
   * `raw` is what was typed, in the shape of `GroupRegistrationBody`. Returns the group's id; the same idempotency key
   * and body give the same one. Throws `NotFound`, `InvalidInput` with fields as `participants.1.nik`, `TooMany`, the
   * refusals of a window that is shut, and `member_registered` with the place (from 1) of somebody who is registered
   * already; then nobody of the group is.
   */
  async run(batchId: string, raw: unknown, entrance: Entrance): Promise<string> {
    const address = 'address' in entrance.from ? entrance.from.address : null;
    if (address !== null) this.pace.registration(address);
    const party = await this.prepare.run(batchId, raw, entrance);
    if (address !== null) await this.countOthers(address, party);
    try {
      return await this.write(party, raw, entrance);
    } catch (error) {
      if (!(error instanceof AlreadyRegistered)) throw error;
      await this.refused(party, error.member, address);
      throw new Refusal('member_registered', { person: error.member + 1 });
    }
  }

  /** Each of them counts as one registration. */
  private async countOthers(address: string, { members }: Party): Promise<void> {
    for (const [index, { applicant }] of members.entries()) {
      if (index > 0) this.pace.registration(address);
      await this.pace.person(address, personKey(applicant.participant));
    }
  }

  private async refused({ members }: Party, member: number, address: string | null): Promise<void> {
    const { batchId, applicant } = members[member] ?? members[0];
    if (address !== null) await this.pace.refused(address, personKey(applicant.participant));
    await this.resendLink.run(batchId, applicant.participant);
  }

  private async write(party: Party, body: unknown, { from, idempotencyKey: key }: Entrance): Promise<string> {
    const { groupId, members } = party;
    if (groupId === null) throw new Error('A group has no id.');
    const route = `POST /batches/${members[0].batchId}/group-registrations`;
    const request = { route, caller: 'actor' in from ? from.actor.userId : 'public', key, body };
    return withFreshCodes(() =>
      this.creation.run(request, async (tx) => {
        await this.enrol.run(tx, party);
        return groupId;
      }),
    );
  }
}
