import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Idempotency, type Outcome } from '../http/idempotency.js';
import { User } from '../identity/user.entity.js';
import { Refusal } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import type { Arrival, Recognised } from './arrival.js';
import { Attendance } from './attendance.entity.js';
import { checkInJson, type CheckInView } from './attendance.views.js';
import { CheckInAlone, repeated } from './check-in-alone.js';
import { CheckInTogether } from './check-in-together.js';

/** Checks an arrival in, once per key of its request: together with others who come at the same time, or alone. */
@Injectable()
export class LetIn {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly together: CheckInTogether,
    private readonly alone: CheckInAlone,
  ) {}

  /** Throws as `CheckInAlone.run` does, and `Busy`. */
  async run(arrival: Arrival): Promise<CheckInView> {
    const done = await this.idempotency.once<Recognised | Outcome>(
      arrival.request,
      async () => (await this.together.run(arrival)) ?? this.alone.run(arrival),
    );
    if ('resourceId' in done) return this.view(arrival.sessionId, done);
    return checkInJson(done.mark, done.registration, { already: false, recordedBy: arrival.actor.name });
  }

  /** It can be missing only when it was taken back since this arrival was recorded. */
  private async view(sessionId: string, { status, resourceId }: Outcome): Promise<CheckInView> {
    const { reader } = this.database;
    const standing = await reader.findOneBy(Attendance, { sessionId, registrationId: resourceId });
    if (standing === null) throw new Refusal('changed_meanwhile');
    const registration = await reader.findOneByOrFail(Registration, { id: resourceId });
    const { recordedBy } = standing;
    const recorder = recordedBy === null ? null : await reader.findOneBy(User, { id: recordedBy });
    return checkInJson(standing, registration, { already: status === repeated, recordedBy: recorder?.name ?? null });
  }
}
