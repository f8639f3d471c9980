import type { EmailMessage, EmailStatus } from '../mail/email-message.entity.js';
import type { SentCopy } from '../mail/sent-copies.js';
import type { EmailContent } from './read-email-message.js';

export interface EmailMessageView {
  readonly id: string;
  readonly template: string;
  readonly locale: string;
  /** The batch it is about; null when it is about none. */
  readonly batchId: string | null;
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
  const { id, template, locale, batchId, status, attempts, lastError } = message;
  const waits = status === 'pending' || status === 'sending';
  return {
    id,
    template,
    locale,
    batchId,
    recipient: { name: message.recipientName, address: message.recipientAddress },
    status,
    attempts,
    nextAttemptAt: waits ? message.nextAttemptAt.toISOString() : null,
    lastError,
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
  };
}

export interface EmailContentView {
  /** `sent`, `now`; or why there is none: `forgotten`, `outdated`, `not_made`. */
  readonly as: EmailContent['as'];
  readonly mail:
    | (Omit<SentCopy, 'files'> & {
        readonly files: readonly { filename: string; contentType: string; bytes: number; sha256: string }[];
      })
    | null;
}

export function emailContentJson(content: EmailContent): EmailContentView {
  if (!('copy' in content)) return { as: content.as, mail: null };
  const { files, ...mail } = content.copy;
  const told = files.map(({ filename, contentType, bytes, sha256 }) => ({ filename, contentType, bytes, sha256 }));
  return { as: content.as, mail: { ...mail, files: told } };
}
