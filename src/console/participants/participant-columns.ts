import { formatDay } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { displayPhone } from '../../kernel/phone.js';
import { regions } from '../../kernel/regions.js';
import type { BatchView } from '../../programs/batch.views.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import type { EarlierByRegistration } from '../../selection/earlier-trainings.js';
import type { ConsolePages } from '../console-pages.js';
import { listIn } from '../console-forms.js';
import type { Visit } from '../visit.js';

/** By what a cell is written. */
export interface CellContext {
  readonly visit: Visit;
  readonly pages: ConsolePages;
  readonly batch: BatchView;
  readonly trainings: EarlierByRegistration;
}

type Cell = (row: RegistrationView, context: CellContext) => string;

const cells = {
  region: ({ regencyCode }) => (regencyCode === null ? '' : (regions.regency(regencyCode)?.name ?? regencyCode)),
  gender: ({ gender }, context) => word(context, 'gender', gender),
  enterprise: ({ enterprise }) => enterprise?.name ?? '',
  kind: ({ enterprise }, context) => word(context, 'usaha', enterprise?.kind ?? 'none'),
  nib: ({ enterprise }) => enterprise?.nib ?? '',
  phone: ({ phone }) => displayPhone(phone),
  email: ({ email }) => email ?? '',
  channel: ({ channel }, context) => word(context, 'jalur', channel),
  registered: ({ createdAt }, { visit, batch }) => formatDay(dayIn(batch.timeZone, new Date(createdAt)), visit.locale),
  earlier: ({ id }, { visit, pages, trainings }) => {
    const count = trainings.get(id)?.length ?? 0;
    return count === 0 ? pages.text(visit, 'selection:earlier_none') : pages.text(visit, 'selection:times', { count });
  },
  reason: ({ reason }) => reason ?? '',
} as const satisfies Record<string, Cell>;

export type ColumnWord = keyof typeof cells;

export const columnWords = Object.keys(cells) as ColumnWord[];
const usual: readonly ColumnWord[] = ['region', 'enterprise', 'phone', 'earlier'];

/** Stands before the columns of an address, so that none at all can be chosen. */
export const chosenMark = '_';

function word({ visit, pages }: CellContext, name: string, value: string | null): string {
  return value === null ? '' : pages.text(visit, `selection:${name}_${value}`);
}

/** Those that the address names, in our order; the usual ones when it names none. */
export function chosenColumns({ query: { kolom } }: Visit): readonly ColumnWord[] {
  if (kolom === undefined) return usual;
  const named = listIn(kolom);
  return columnWords.filter((one) => named.includes(one));
}

export function columnText(column: ColumnWord, row: RegistrationView, context: CellContext): string {
  return cells[column](row, context);
}

export function columnHeading(column: ColumnWord, visit: Visit, pages: ConsolePages): string {
  return pages.text(visit, `selection:col_${column}`);
}
