import { Injectable } from '@nestjs/common';
import { breaksUnique } from '../database/constraints.js';
import { Creation } from '../http/creation.js';
import { Refusal } from '../kernel/problems.js';
import { Enrol, type Enrolment } from './enrol.js';
import { PrepareEnrolment, type Entrance } from './prepare-enrolment.js';
import { RegistrationPace } from './registration-pace.js';
import { ResendLink } from './resend-link.js';

const codeAttempts = 3;

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
   * registration's id; the same idempotency key and body give the same one. Throws `NotFound`, `InvalidInput` with
   * everything that is wrong, `TooMany`, and the refusals `registration_not_open`, `registration_closed`,
   * `batch_cancelled` and `already_registered`, which tells nothing of the person.
   */
  async run(batchId: string, raw: unknown, entrance: Entrance): Promise<string> {
    const address = 'address' in entrance.from ? entrance.from.address : null;
    if (address !== null) await this.pace.registration(address);
    const enrolment = await this.prepare.run(batchId, raw, entrance);
    const { participant } = enrolment.applicant;
    const person = participant.nikHash ?? participant.contactHash ?? participant.id;
    if (address !== null) await this.pace.person(person);
    try {
      return await this.write(enrolment, raw, entrance);
    } catch (error) {
      if (!breaksUnique(error, 'uq_registrations_live', 'registrations', ['batch_id', 'participant_id'])) throw error;
      if (address !== null) await this.pace.refused(address, person);
      await this.resendLink.run(batchId, participant);
      throw new Refusal('already_registered');
    }
  }

  private async write(enrolment: Enrolment, body: unknown, { from, idempotencyKey: key }: Entrance): Promise<string> {
    const route = `POST /batches/${enrolment.batchId}/registrations`;
    const request = { route, caller: 'actor' in from ? from.actor.userId : 'public', key, body };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.creation.run(request, (tx) => this.enrol.run(tx, enrolment));
      } catch (error) {
        const clash = breaksUnique(error, 'uq_registrations_code', 'registrations', ['code']);
        if (!clash || attempt === codeAttempts) throw error;
      }
    }
  }
}
