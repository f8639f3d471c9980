import type { ContactLinkView } from '../reports/partner-link.queries.js';
import type { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

export const linkBadges: Readonly<Record<ContactLinkView['state'], string>> = {
  live: '',
  expired: 'badge-waiting',
  revoked: 'badge-bad',
  unmade: 'badge-closed',
};

/** A contact in the list of partners: who it is, how its link stands, what it chose, and where both are changed. */
export function contactLine(visit: Visit, pages: ConsolePages, contact: ContactLinkView) {
  return {
    href: `/console/mitra/kontak/${contact.id}`,
    name: contact.name,
    email: contact.email,
    state: pages.text(visit, `partner:state_${contact.state}`),
    badge: linkBadges[contact.state],
    choice: pages.text(visit, `partner:choice_${contact.frequency}`),
  };
}
