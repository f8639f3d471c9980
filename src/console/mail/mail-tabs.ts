import type { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

export const messagesHref = '/console/pesan';
export const wordingsHref = `${messagesHref}/templat`;

/** The outbox, and the words of its mails. */
export function mailTabs(visit: Visit, pages: ConsolePages, current: 'outbox' | 'wordings') {
  const tab = (word: 'outbox' | 'wordings', href: string) => ({
    href,
    text: pages.text(visit, `messages:tab_${word}`),
    current: word === current,
  });
  return {
    label: pages.text(visit, 'section_messages'),
    items: [tab('outbox', messagesHref), tab('wordings', wordingsHref)],
  };
}
