import { Breather } from '../kernel/breather.js';
import { WorkbookThread } from './workbook-thread.js';
import { withFixedTimes } from './zip-times.js';

export type Cell = string | number | Date | null;

/** Control characters but the line break, halves of surrogate pairs and noncharacters, none of which XML may hold. */
const unprintable = /(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Strings stay strings, whatever they begin with: a name is never a formula. */
function cell(value: Cell): Cell {
  return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Null for an ordinary one, which takes the formats of its columns. */
  readonly look: 'title' | 'head' | 'total' | 'note' | null;
}

interface Column {
  readonly width: number;
  /** A number format; left out for the usual one. */
  readonly format?: string;
  /** Long texts go on in a line of their own, instead of behind the next cell. */
  readonly wraps?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Whether it begins with the head of a table, which is frozen and filtered. */
  readonly isTable: boolean;
  /** At the foot of each printed page. */
  readonly notice?: string;
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
  readonly columns: readonly (Column & { readonly heading: string })[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Below the rows, outside the filter. */
  readonly total?: readonly Cell[] | undefined;
  /** Last of all, below an empty row. */
  readonly note?: string | undefined;
  readonly notice?: string;
}

/** A sheet that is one table: frozen head, filters, a notice at the foot of the printed page. */
export function tableSheet({ columns, rows, total, note, ...sheet }: Table): Sheet {
  const head = columns.map(({ heading }) => heading);
  return { ...sheet, columns, isTable: true, rows: tableRows({ head, rows, total, note }) };
}

function* tableRows({
  head,
  rows,
  total,
  note,
}: Pick<Table, 'rows' | 'total' | 'note'> & { head: readonly string[] }): Generator<Row> {
  yield { cells: head, look: 'head' };
  for (const cells of rows) yield { cells, look: null };
  if (total !== undefined) yield { cells: total, look: 'total' };
  if (note === undefined) return;
  yield { cells: [], look: 'note' };
  yield { cells: [note], look: 'note' };
}
