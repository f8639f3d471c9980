import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/locale.js';
import type { FieldError } from '../kernel/problems.js';
import type { Entrance } from './entrance.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import { RegisterParticipant } from './register-participant.js';
import { bodyOf, facingTheForm, type Typed } from './registration-form.js';
import { RegistrationLinks } from './registration-links.js';

/** Registers what a form holds, and answers the path of the registrant's own page. Sending it twice is one registration. */
@Injectable()
export class RegisterByForm {
  constructor(
    private readonly prepare: PrepareEnrolment,
    private readonly register: RegisterParticipant,
    private readonly links: RegistrationLinks,
  ) {}

  /** The privacy notice that the form shows. */
  notice(batchId: string, locale: Locale): Promise<string> {
    return this.prepare.notice(batchId, locale);
  }

  /** What is still wrong, on either screen, under the names of the form. Throws the refusals of a window that is shut. */
  async faults(batchId: string, typed: Typed, entrance: Entrance): Promise<FieldError[]> {
    return facingTheForm(await this.prepare.faults(batchId, bodyOf(typed), entrance), typed);
  }

  async run(batchId: string, typed: Typed, entrance: Entrance): Promise<string> {
    const { id } = await this.register.run(batchId, bodyOf(typed), entrance);
    return `/pendaftaran/${this.links.manageToken({ id, tokenVersion: 1 })}`;
  }
}
