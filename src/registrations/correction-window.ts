import { formatInstant } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { Refusal } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import type { Registration } from './registration.entity.js';

/** Throws unless the registration is live and its batch still gathers registrants: until `registrationClosesAt`. */
export function requireCorrectable(
  batch: Batch,
  { status }: Pick<Registration, 'status'>,
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): void {
  if (status === 'cancelled' || status === 'rejected') throw new Refusal(`registration_${status}`);
  if (batch.status === 'published' && now < batch.registrationClosesAt) return;
  const closedAt = formatInstant(batch.registrationClosesAt, { locale, zone: batch.timeZone });
  throw new Refusal('correction_closed', { closedAt });
}
