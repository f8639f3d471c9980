import type { FieldError } from '../../kernel/problems.js';

/** What becomes of a row: it is registered, it was already, or it can't be. */
export type RowState = 'new' | 'there' | 'faulty';

export const importModes = ['good', 'all'] as const;
/** Whether rows with faults are left out, or keep all others out too. */
export type ImportMode = (typeof importModes)[number];

export interface JudgedRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  readonly state: RowState;
  readonly faults: readonly FieldError[];
}

export interface ImportFigures {
  readonly rows: number;
  readonly fresh: number;
  readonly there: number;
  readonly faulty: number;
}

export function figuresOf(rows: readonly JudgedRow[]): ImportFigures {
  const count = (wanted: RowState) => rows.filter(({ state }) => state === wanted).length;
  return { rows: rows.length, fresh: count('new'), there: count('there'), faulty: count('faulty') };
}

/** What an import did; figures only. */
export interface ImportOutcome extends ImportFigures {
  readonly confirmed: number;
  readonly waitlisted: number;
  readonly submitted: number;
}

/**
 * Rows that repeat an earlier one: by their persons' keys, in the order of the spreadsheet, each with the number of the
 * row that it repeats.
 */
export function repeatedRows(
  rows: readonly { readonly number: number; readonly person: string }[],
): Map<number, number> {
  const first = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const { number, person } of rows) {
    const earlier = first.get(person);
    if (earlier === undefined) first.set(person, number);
    else repeated.set(number, earlier);
  }
  return repeated;
}
