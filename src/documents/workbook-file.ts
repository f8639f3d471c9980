import { Breather } from '../kernel/breather.js';
import { WorkbookThread } from './workbook-thread.js';
import { withFixedTimes } from './zip-times.js';

export type Cell = string | number | Date | null;

/** Control characters, halves of surrogate pairs and noncharacters, none of which XML may hold. */
const unprintable = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Strings stay strings, whatever they begin with: a name is never a formula. */
export function cell(value: Cell): Cell {
  return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Null for an ordinary one, which takes the formats of its columns. */
  readonly look: 'title' | 'head' | 'total' | 'note' | null;
}

interface Column {
  readonly width: number;
  /** A number format; null for the usual one. */
  readonly format: string | null;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** At the foot of each printed page of a table, whose head is frozen and filtered; null for a sheet that is none. */
  readonly notice: string | null;
  /** They may be made when they are asked for. */
  readonly rows: Iterable<Row>;
}

export interface WorkbookFacts {
  readonly title: string;
  readonly creator: string;
  /** Takes the place of the clock: the same contents give the same bytes. */
  readonly madeAt: Date;
}

const thread = new WorkbookThread();

/** Rows of one message: others have their turn between two. */
const rowsAtOnce = 100;

/** A workbook that is written row by row: memory holds no more of it than the file, compressed. */
export async function workbookFile({ madeAt, ...facts }: WorkbookFacts, sheets: readonly Sheet[]): Promise<Buffer> {
  const bytes = await thread.turn(async () => {
    await thread.tell({ open: { ...facts, madeAt } });
    for (const { rows, ...sheet } of sheets) {
      await thread.tell({ sheet });
      await tellRows(rows);
    }
    return thread.tell({ close: true });
  });
  if (bytes === undefined) throw new Error('The workbook was not finished.');
  return withFixedTimes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), madeAt);
}

async function tellRows(rows: Iterable<Row>): Promise<void> {
  const breather = new Breather();
  let some: Row[] = [];
  for (const { cells, look } of rows) {
    some.push({ cells: cells.map(cell), look });
    if (some.length < rowsAtOnce) continue;
    await thread.tell({ rows: some });
    some = [];
    await breather.rest();
  }
  await thread.tell({ rows: some });
}

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly heading: string; readonly width: number; readonly format?: string }[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Below the rows, outside the filter. */
  readonly total?: readonly Cell[] | undefined;
  readonly notice: string;
}

/** A sheet that is one table: frozen head, filters, a notice at the foot of the printed page. */
export function tableSheet({ name, columns, rows, total, notice }: Table): Sheet {
  return {
    name,
    columns: columns.map(({ width, format }) => ({ width, format: format ?? null })),
    notice,
    rows: tableRows({ head: columns.map(({ heading }) => heading), rows, total }),
  };
}

function* tableRows({
  head,
  rows,
  total,
}: Pick<Table, 'rows' | 'total'> & { head: readonly string[] }): Generator<Row> {
  yield { cells: head, look: 'head' };
  for (const cells of rows) yield { cells, look: null };
  if (total !== undefined) yield { cells: total, look: 'total' };
}
