import { Injectable } from '@nestjs/common';
import type { CreatingRequest } from '../http/creation.js';
import { Refusal } from '../kernel/problems.js';
import { tellsOfLive } from './enrol.js';
import { personKey } from './person-key.js';
import type { Entrance } from './entrance.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import { RegistrationPace } from './registration-pace.js';
import { ResendLink } from './resend-link.js';
import { WriteRegistration, type Registered } from './write-registration.js';

/** The one way to take part: from the form, the API, by staff and at the door. */
@Injectable()
export class RegisterParticipant {
  constructor(
    private readonly prepare: PrepareEnrolment,
    private readonly write: WriteRegistration,
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
      return await this.write.run(enrolment, requestOf(batchId, raw, entrance));
    } catch (error) {
      if (!tellsOfLive(error)) throw error;
      if (address !== null) await this.pace.refused(address, person);
      await this.resendLink.run(batchId, participant);
      throw new Refusal('already_registered');
    }
  }
}

function requestOf(batchId: string, body: unknown, { from, idempotencyKey: key }: Entrance): CreatingRequest {
  const caller = 'actor' in from ? from.actor.userId : 'public';
  return { route: `POST /batches/${batchId}/registrations`, caller, key, body };
}
