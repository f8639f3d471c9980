import type { ProblemParams } from '../kernel/problems.js';
import type { PeopleCounts, RecapTotals, RecapView } from './recap.view.js';

export const recapColumns = [
  'programs',
  'batches',
  'registered',
  'confirmed',
  'attended',
  'certificates',
  'lessonHours',
] as const;
export type RecapColumn = (typeof recapColumns)[number];

export interface RecapRow extends PeopleCounts, Partial<Pick<RecapTotals, 'programs' | 'batches'>> {
  readonly label: string;
  /** Kemendagri and BPS; null for what has no code. */
  readonly code: string | null;
  readonly bpsCode: string | null;
}

/** One list of a recap in the words of its reader, as page, workbook and CSV show it; the total stands apart. */
export interface RecapTable {
  readonly id: 'regions' | 'kinds' | 'genders' | 'groups' | 'months';
  readonly title: string;
  readonly head: string;
  readonly columns: readonly RecapColumn[];
  readonly rows: readonly RecapRow[];
  readonly total: RecapRow;
}

/** Says a text of `recap.json`. */
export type RecapText = (key: string, params?: ProblemParams) => string;

const people = ['registered', 'confirmed', 'attended', 'certificates', 'lessonHours'] as const;
const uncoded = { code: null, bpsCode: null };

/** `monthName` writes a YYYY-MM as its reader does. */
export function recapTables(
  view: RecapView,
  { text, monthName }: { text: RecapText; monthName: (month: string) => string },
): RecapTable[] {
  const total = { ...view.totals, ...uncoded, label: text('total') };
  const table = (id: RecapTable['id'], columns: readonly RecapColumn[], rows: readonly RecapRow[]): RecapTable => ({
    ...{ id, title: text(`by_${id}`), head: text(`head_${id}`) },
    ...{ columns, rows, total },
  });
  const regions = view.regions.map((row) => ({
    ...row,
    label: row.kind === 'regency' ? row.name : text(`region_${row.kind}`),
  }));
  const kinds = view.kinds.map((row) => ({ ...row, ...uncoded, label: text(`kind_${row.kind}`) }));
  const genders = view.genders.map((row) => ({ ...row, ...uncoded, label: text(`gender_${row.gender}`) }));
  const groups = view.groups.map((row) => ({ ...row, ...uncoded, label: text(`group_${row.kind}`) }));
  const months = view.months.map(({ month, ...row }) => ({
    ...row,
    ...uncoded,
    label: month === null ? text('undated') : monthName(month),
  }));
  return [
    table('regions', ['batches', ...people], regions),
    table('kinds', recapColumns, kinds),
    table('genders', people, genders),
    table('groups', people, groups),
    table('months', ['batches', ...people], months),
  ];
}
