import { Injectable } from '@nestjs/common';
import type { Entrance } from './prepare-enrolment.js';
import { RegisterParticipant } from './register-participant.js';
import { bodyOf, type Typed } from './registration-form.js';
import { RegistrationLinks } from './registration-links.js';

/** Registers what a form holds, and answers the path of the registrant's own page. Sending it twice is one registration. */
@Injectable()
export class RegisterByForm {
  constructor(
    private readonly register: RegisterParticipant,
    private readonly links: RegistrationLinks,
  ) {}

  async run(batchId: string, typed: Typed, entrance: Entrance): Promise<string> {
    const id = await this.register.run(batchId, bodyOf(typed), entrance);
    return `/pendaftaran/${this.links.manageToken({ id, tokenVersion: 1 })}`;
  }
}
