import { displayPhone } from '../../kernel/phone.js';
import { regions } from '../../kernel/regions.js';
import type { ListedRegistrationView, RegistrationView } from '../../registrations/registration.views.js';
import type { ConsolePages } from '../console-pages.js';
import { statusBadges } from '../participants/participant-row.js';
import type { Visit } from '../visit.js';

/** A registration as somebody at the door knows its person again; attendants see less of it than organisers. */
export function doorRow(registration: RegistrationView | ListedRegistrationView, visit: Visit, pages: ConsolePages) {
  const { id, code, name, status, position = 0, regencyCode } = registration;
  const region = regencyCode === null ? [] : [regions.regency(regencyCode)?.name ?? regencyCode];
  const known = 'phone' in registration ? asOrganiser(registration) : { details: [], reason: null, doubts: [] };
  const incomplete = known.doubts.includes('left_open') ? [pages.text(visit, 'walk-in:incomplete')] : [];
  return {
    ...{ id, code, name },
    state: pages.text(visit, `status_${status}`, { position }),
    badge: statusBadges[status],
    details: [...region, ...known.details, ...incomplete].join(' · '),
    reason: known.reason,
    warned: known.doubts.some((doubt) => doubt !== 'left_open'),
  };
}

function asOrganiser({ enterprise, phone, email, reason, warnings }: RegistrationView) {
  const details = [enterprise?.name ?? [], displayPhone(phone), email ?? []].flat();
  return { details, reason, doubts: warnings.map(({ code }) => code) };
}
