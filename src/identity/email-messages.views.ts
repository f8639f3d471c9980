import type { EmailMessage, EmailStatus } from '../mail/email-message.entity.js';

export interface EmailMessageView {
  readonly id: string;
  readonly template: string;
  readonly locale: string;
  readonly recipient: { readonly name: string; readonly address: string };
  readonly status: EmailStatus;
  readonly attempts: number;
  /** When it is tried next; null once it is settled. */
  readonly nextAttemptAt: string | null;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
}

export function emailMessageJson(message: EmailMessage): EmailMessageView {
  const { id, template, locale, status, attempts, lastError } = message;
  const waits = status === 'pending' || status === 'sending';
  return {
    id,
    template,
    locale,
    recipient: { name: message.recipientName, address: message.recipientAddress },
    status,
    attempts,
    nextAttemptAt: waits ? message.nextAttemptAt.toISOString() : null,
    lastError,
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
  };
}
