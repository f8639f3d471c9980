import { displayPhone } from '../kernel/phone.js';
import { regions } from '../kernel/regions.js';
import type { ListedRegistrationView, RegistrationView } from '../registrations/registration.views.js';
import type { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const badges: Readonly<Record<ListedRegistrationView['status'], string>> = {
  submitted: 'badge-waiting',
  confirmed: '',
  waitlisted: 'badge-waiting',
  rejected: 'badge-closed',
  cancelled: 'badge-closed',
};

const nothingKnown = { details: [], reason: null, warned: false, incomplete: false };

/** A registration as the list of participants shows it. */
export function participantRow(
  registration: RegistrationView | ListedRegistrationView,
  visit: Visit,
  pages: ConsolePages,
) {
  const { id, code, name, status, position = 0, regencyCode } = registration;
  const region = regencyCode === null ? [] : [regions.regency(regencyCode)?.name ?? regencyCode];
  const known = 'phone' in registration ? asOrganiser(registration) : nothingKnown;
  return {
    ...{ id, code, name },
    state: pages.text(visit, `status_${status}`, { position }),
    badge: badges[status],
    details: [...region, ...known.details, ...(known.incomplete ? [pages.text(visit, 'walk-in:incomplete')] : [])].join(
      ' · ',
    ),
    reason: known.reason,
    warned: known.warned,
  };
}

function asOrganiser({ enterprise, phone, email, reason, warnings }: RegistrationView) {
  const details = [enterprise?.name ?? [], displayPhone(phone), email ?? []].flat();
  const incomplete = warnings.some(({ code }) => code === 'left_open');
  return { details, reason, warned: warnings.some(({ code }) => code !== 'left_open'), incomplete };
}
