import type { Content, TableCell } from 'pdfmake/interfaces.js';

export interface Column {
  readonly heading: string;
  /** In points without the padding; `*` takes what is left. */
  readonly width: number | '*';
  readonly align?: 'left' | 'center' | 'right';
}

/** A table whose head stands again on each page. */
export function table(columns: readonly Column[], rows: TableCell[][], layout: 'ruled' | 'dense' = 'ruled') {
  const head = columns.map(({ heading, align = 'left' }): TableCell => ({
    text: heading,
    style: 'head',
    alignment: align,
  }));
  const widths = columns.map(({ width }) => width);
  return {
    layout,
    fontSize: 9,
    table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [head, ...rows] },
  };
}

export function number(value: number, bold = false): TableCell {
  return { text: String(value), alignment: 'right', bold };
}

const linesOfAPage = 36;

/** A table under its heading. If it fits on a page, it is not broken; `linesOfARow` is how tall its rows may get. */
export function underHeading(heading: string, content: ReturnType<typeof table>, linesOfARow = 1): Content {
  const lines = content.table.body.length * linesOfARow;
  return { stack: [{ text: heading, style: 'section' }, content], unbreakable: lines <= linesOfAPage };
}
