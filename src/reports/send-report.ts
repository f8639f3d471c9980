import { Injectable } from '@nestjs/common';
import { Creation } from '../http/creation.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import { lockedBatch } from '../programs/change-batch.js';
import { AttendanceReport } from './attendance-report.entity.js';
import { FreezeReport } from './freeze-report.js';
import { ReportReceivers } from './report-receivers.js';

/** Sends a batch's report to its partners' contacts: decides what, to whom and when; all in one transaction. */
@Injectable()
export class SendReport {
  constructor(
    private readonly creation: Creation,
    private readonly clock: Clock,
    private readonly receivers: ReportReceivers,
    private readonly freeze: FreezeReport,
  ) {}

  /**
   * On demand, to those who want it; answers the report's id, and sends nothing again for the same idempotency key.
   * Throws `NotFound`, `InvalidInput` for partners that are not the program's, and `Refusal`: `batch_not_published`,
   * `no_partner_contacts`, `contacts_opted_out`.
   */
  onDemand(actor: Actor, batchId: string, partnerIds: readonly string[] | undefined, key?: string): Promise<string> {
    requireRole(actor, 'organizer');
    const route = `POST /batches/${batchId}/attendance-reports`;
    const request = { route, caller: actor.userId, key, body: { partnerIds } };
    return this.creation.run(request, async (tx) => {
      const batch = await lockedBatch(tx, actor, batchId);
      if (batch.status === 'draft') throw new Refusal('batch_not_published');
      const { asked, contacts } = await this.receivers.onDemand(tx, batch, partnerIds);
      if (contacts.length === 0) throw new Refusal(asked === 0 ? 'no_partner_contacts' : 'contacts_opted_out');
      const day = dayIn(batch.timeZone, this.clock.now());
      return this.freeze.run(tx, { batch, cause: 'on_demand', day, contacts, actor });
    });
  }

  /**
   * The id of the report of one day, unless it was sent already or the program has no contact. It is frozen also when
   * no contact wants it by mail, so that nobody who changes their mind is mailed the days of before.
   */
  ofDay(batch: Pick<Batch, 'id' | 'officeId'>, day: string): Promise<string | null> {
    return this.creation.change(async (tx) => {
      const locked = await lockedBatch(tx, batch, batch.id);
      const sent = await tx.existsBy(AttendanceReport, { batchId: batch.id, day, cause: 'daily' });
      if (sent || locked.status === 'cancelled') return null;
      const { asked, contacts } = await this.receivers.ofDay(tx, locked, day);
      if (asked === 0) return null;
      return this.freeze.run(tx, { batch: locked, cause: 'daily', day, contacts, actor: 'system' });
    });
  }
}
