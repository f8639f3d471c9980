import type { RegistrationView } from '../../registrations/registration.views.js';
import { batchHref } from '../batch-frame.js';
import type { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { columnHeading, columnText, type CellContext, type ColumnWord } from './participant-columns.js';

export const statusBadges: Readonly<Record<RegistrationView['status'], string>> = {
  submitted: 'badge-waiting',
  confirmed: '',
  waitlisted: 'badge-waiting',
  rejected: 'badge-closed',
  cancelled: 'badge-closed',
};

export function statusText({ status, position = 0 }: RegistrationView, visit: Visit, pages: ConsolePages): string {
  return pages.text(visit, `status_${status}`, { position });
}

/** A registration as a line of the list, with the columns that were chosen. */
export function participantRow(row: RegistrationView, columns: readonly ColumnWord[], context: CellContext) {
  const { visit, pages } = context;
  const { id, batchId, code, name, reason, warnings } = row;
  return {
    ...{ id, code, name },
    href: batchHref(batchId, `/peserta/${id}`),
    label: pages.text(visit, 'selection:pick', { name }),
    state: statusText(row, visit, pages),
    badge: statusBadges[row.status],
    reason: columns.includes('reason') ? null : reason,
    warned: warnings.some(({ code: doubt }) => doubt !== 'left_open'),
    incomplete: warnings.some(({ code: doubt }) => doubt === 'left_open'),
    cells: columns.map((column) => ({
      label: columnHeading(column, visit, pages),
      text: columnText(column, row, context) || '–',
      whole: column === 'phone',
    })),
  };
}
