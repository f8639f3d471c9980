import type { Row } from '../database/rows.js';
import type { EmailMessage } from './email-message.entity.js';

/** How an attempt at a message ended. */
export interface Result {
  readonly message: EmailMessage;
  readonly outcome: Partial<Row<EmailMessage>>;
  /** What was sent, for its copy. */
  readonly sealed?: string;
}
