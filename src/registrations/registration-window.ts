import { formatInstant } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';

export interface Arrival {
  readonly now: Date;
  /** Of the sentence in which a refusal tells a time; the time is told in the batch's zone. */
  readonly locale: Locale;
  /** Staff register people before the window opens and after it has closed: at the door, for instance. */
  readonly byStaff: boolean;
}

/**
 * Throws `registration_not_open` or `registration_closed` with the time, `batch_cancelled`, or for staff
 * `batch_not_published`, unless the batch takes registrations now. The window is [opens, closes).
 */
export function requireOpenWindow(batch: Batch, { now, locale, byStaff }: Arrival): void {
  const reading = { locale, zone: batch.timeZone };
  const closed = () =>
    new Refusal('registration_closed', { closedAt: formatInstant(batch.registrationClosesAt, reading) });
  if (batch.status === 'cancelled') throw new Refusal('batch_cancelled');
  if (batch.status === 'completed') throw closed();
  if (batch.status === 'draft') throw new Refusal('batch_not_published');
  if (byStaff) return;
  if (now < batch.registrationOpensAt) {
    throw new Refusal('registration_not_open', { opensAt: formatInstant(batch.registrationOpensAt, reading) });
  }
  if (now >= batch.registrationClosesAt) throw closed();
}
