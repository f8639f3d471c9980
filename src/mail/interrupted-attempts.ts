import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { interruptedDelay, mostAttempts } from './delivery.rules.js';
import { EmailMessage } from './email-message.entity.js';
import type { Result } from './result.js';

export type Interrupted = Pick<EmailMessage, 'id' | 'attempts'>;

/**
 * Ends attempts that no worker will end: it died. Each counts as one that failed, and the message waits for its next turn
 * as after a failure, so that one that ends its worker each time is given up at last, while those that were claimed along
 * with it get away from it.
 */
export async function endInterrupted(tx: EntityManager, all: readonly Interrupted[], now: Date): Promise<void> {
  for (const { id, attempts } of all) {
    const change = { ...afterInterruption(attempts, now), leaseToken: null, leaseUntil: null };
    await updateRows(tx, EmailMessage, { id, attempts, status: 'sending' }, change);
  }
}

function afterInterruption(attempts: number, now: Date): Result['outcome'] {
  const lastError = 'The attempt did not come to an end.';
  if (attempts >= mostAttempts) return { status: 'failed', lastError };
  const wait = interruptedDelay(attempts, Math.random());
  return { status: 'pending', lastError, nextAttemptAt: new Date(now.getTime() + wait) };
}
