import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../database/database.js';
import { RegistrationLinks } from '../../registrations/registration-links.js';
import { CheckInPhones } from './check-in-phones.js';
import { isAllowed } from './open-session.js';
import { PhoneCookie } from './phone-cookie.js';

/** Makes the phone on which "my registration" is open known to the screen's code. */
@Injectable()
export class OwnPhone {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly phones: CheckInPhones,
    private readonly cookie: PhoneCookie,
  ) {}

  /** Of who is confirmed where it is allowed, and of nobody else. Throws `NotFound` for a link that opens nothing. */
  async remember(reply: FastifyReply, token: string): Promise<void> {
    const registration = await this.links.registrationOf(token);
    if (registration.status !== 'confirmed') return;
    if (!(await isAllowed(this.database.reader, registration.batchId))) return;
    this.cookie.remember(reply, this.phones.tokenOf(registration));
  }
}
