import { Injectable } from '@nestjs/common';
import { Creation } from '../http/creation.js';
import { Refusal } from '../kernel/problems.js';
import { Enrol, tellsOfLive } from './enrol.js';
import type { Enrolment } from './enrolment.js';
import { personKey } from './person-key.js';
import type { Entrance } from './entrance.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import type { Registration } from './registration.entity.js';
import { RegistrationPace } from './registration-pace.js';
import { ResendLink } from './resend-link.js';
import { withFreshCodes } from './with-fresh-codes.js';

/** As it was written, or no more than its id when it had been written before. */
export type Registered = Registration | Pick<Registration, 'id'>;

/** The one way to take part: from the form, the API, by staff and at the door. */
@Injectable()
export class RegisterParticipant {
  constructor(
    private readonly prepare: PrepareEnrolment,
    private readonly creation: Creation,
    private readonly enrol: Enrol,
    private readonly resendLink: ResendLink,
    private readonly pace: RegistrationPace,
  ) {}

  /**
   * `raw` is what was typed, in the shape of `RegistrationBody` (`StaffRegistrationBody` for staff). Returns the
   * registration; the same idempotency key and body give the id of the same one. Throws `NotFound`, `InvalidInput` with
   * everything that is wrong, `TooMany`, and the refusals `registration_not_open`, `registration_closed`,
   * `batch_cancelled` and `already_registered`, which tells nothing of the person.
   */
  async run(batchId: string, raw: unknown, entrance: Entrance): Promise<Registered> {
    const address = 'address' in entrance.from ? entrance.from.address : null;
    if (address !== null) this.pace.registration(address);
    const enrolment = await this.prepare.run(batchId, raw, entrance);
    const { participant } = enrolment.applicant;
    const person = personKey(participant);
    if (address !== null) await this.pace.person(address, person);
    try {
      return await this.write(enrolment, raw, entrance);
    } catch (error) {
      if (!tellsOfLive(error)) throw error;
      if (address !== null) await this.pace.refused(address, person);
      await this.resendLink.run(batchId, participant);
      throw new Refusal('already_registered');
    }
  }

  private async write(
    enrolment: Enrolment,
    body: unknown,
    { from, idempotencyKey: key }: Entrance,
  ): Promise<Registered> {
    const route = `POST /batches/${enrolment.foreseen.batch.id}/registrations`;
    const request = { route, caller: 'actor' in from ? from.actor.userId : 'public', key, body };
    return withFreshCodes(() =>
      this.creation.make(request, async (tx) => {
        const [made] = await this.enrol.run(tx, { groupId: null, members: [enrolment] });
        if (made === undefined) throw new Error('A registration was not written.');
        return made;
      }),
    );
  }
}
