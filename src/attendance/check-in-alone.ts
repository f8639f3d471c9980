import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Idempotency, type Outcome } from '../http/idempotency.js';
import { Refusal } from '../kernel/problems.js';
import { recognised, type Arrival } from './arrival.js';
import { countsAsAttended, scanChanges } from './attendance.rules.js';
import { attendedSessionWith } from './attended-session.js';
import { TakeAttendance } from './take-attendance.js';

/** What an arrival is answered with: the first by which somebody came to be there, and any further one. */
export const [arrived, repeated] = [201, 200];

/** Checks somebody in whatever stands of her. Of two scans the earlier one holds, and any of them beats an absence. */
@Injectable()
export class CheckInAlone {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly attendance: TakeAttendance,
  ) {}

  /**
   * Keeps what the request led to. Throws `NotFound`, `Refusal` and `InvalidInput` as `recognised` does, and
   * `changed_meanwhile` when what stood was taken back.
   */
  run(arrival: Arrival): Promise<Outcome> {
    return this.idempotency.keeping(arrival.request, async (tx) => ({
      status: (await this.record(tx, arrival)) ? arrived : repeated,
      resourceId: arrival.registrationId,
    }));
  }

  /** False when it stood already that she came. */
  private async record(tx: EntityManager, arrival: Arrival): Promise<boolean> {
    const { actor, sessionId, registrationId } = arrival;
    const found = await attendedSessionWith(tx, actor, { sessionId, registrationIds: [registrationId] });
    const { mark } = recognised(arrival, found);
    if (await this.attendance.recordFirst(tx, actor, mark)) return true;
    const standing = await this.attendance.find(tx, mark);
    if (standing === null) throw new Refusal('changed_meanwhile');
    if (scanChanges(standing, mark.checkedInAt)) {
      await this.attendance.change(tx, actor, standing, { ...mark, note: standing.note });
    }
    return !countsAsAttended(standing.status);
  }
}
