import type { Row } from '../database/rows.js';
import { mostAttempts } from './delivery.rules.js';
import type { EmailMessage } from './email-message.entity.js';

/** How an attempt at a message ended. */
export interface Result {
  readonly message: EmailMessage;
  readonly outcome: Partial<Row<EmailMessage>>;
  /** What was sent, for its copy. */
  readonly sealed?: string;
}

/** What becomes of a message whose attempt failed: its next turn, or none any more when it was the last. */
export function afterFailedAttempt(
  { attempts }: Pick<EmailMessage, 'attempts'>,
  lastError: string,
  nextAttemptAt: Date,
): Result['outcome'] {
  return attempts >= mostAttempts ? { status: 'failed', lastError } : { status: 'pending', lastError, nextAttemptAt };
}
