import type { EmailMessageView } from '../../identity/email-messages.views.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { defaultZone } from '../../programs/create-batch.js';
import type { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { messagesHref } from './mail-tabs.js';

const badges: Readonly<Record<string, string>> = { failed: 'badge-bad', sent: '', skipped: 'badge-closed' };

/** A message as lists and heads show it. */
export function messageLine(visit: Visit, pages: ConsolePages, message: EmailMessageView) {
  const { id, template, recipient, status, createdAt, sentAt } = message;
  return {
    href: `${messagesHref}/${id}`,
    kind: pages.text(visit, `mail_kind_${template}`),
    recipient: `${recipient.name} <${recipient.address}>`,
    state: pages.text(visit, `mail_${status}`),
    badge: badges[status] ?? 'badge-waiting',
    at: instantText(visit, sentAt ?? createdAt),
    trouble: trouble(visit, pages, message),
    retryAction: canRetry(message) ? `${messagesHref}/${id}/ulang` : null,
  };
}

export function instantText({ locale }: Visit, instant: string | Date): string {
  return formatInstant(new Date(instant), { locale, zone: defaultZone });
}

/** One that was given up, or waits after a failure. */
function canRetry({ status, attempts }: EmailMessageView): boolean {
  return status === 'failed' || (status === 'pending' && attempts > 0);
}

/** A mail is skipped when what it would say is no longer true; that is no fault, and nobody's to mend. */
function trouble(visit: Visit, pages: ConsolePages, { status, attempts, lastError }: EmailMessageView): string | null {
  if (status === 'skipped') return pages.text(visit, 'mail_outdated');
  return lastError === null ? null : pages.text(visit, 'mail_trouble', { attempts, reason: lastError });
}
