import type { EntityManager } from 'typeorm';
import { updateRows } from '../database/rows.js';
import { interruptedDelay } from './delivery.rules.js';
import { EmailMessage } from './email-message.entity.js';
import { afterFailedAttempt } from './result.js';

export type Interrupted = Pick<EmailMessage, 'id' | 'attempts'>;

/**
 * Ends attempts that no worker will end: it died. Each counts as one that failed, and the message waits for its next turn
 * as after a failure, so that one that ends its worker each time is given up at last, while those that were claimed along
 * with it get away from it.
 */
export async function endInterrupted(tx: EntityManager, all: readonly Interrupted[], now: Date): Promise<void> {
  for (const message of all) {
    const { id, attempts } = message;
    const next = new Date(now.getTime() + interruptedDelay(attempts, Math.random()));
    const outcome = afterFailedAttempt(message, 'The attempt did not come to an end.', next);
    const change = { ...outcome, leaseToken: null, leaseUntil: null };
    await updateRows(tx, EmailMessage, { id, attempts, status: 'sending' }, change);
  }
}
