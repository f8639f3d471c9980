import { barChart, type BarChart, type BarChartPlan } from '../documents/bar-chart.js';

/** A row of a table: its head, what stands small beneath it, and its numbers. */
export interface FigureRow {
  readonly header: string;
  readonly note?: string;
  readonly numbers: readonly (number | string)[];
}

export interface FigurePlan {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  /** Of the heads first, then of each number. */
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
  readonly chart: Omit<BarChartPlan, 'id' | 'title'> | null;
}

/** A table with its chart, as `templates/pages/_figure.hbs` shows it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  readonly chart: BarChart | null;
  readonly columns: readonly { readonly text: string; readonly number: boolean }[];
  readonly rows: readonly {
    readonly header: string;
    readonly note: string | null;
    readonly cells: readonly { readonly text: string; readonly number: boolean }[];
  }[];
}

export function figure({ id, title, lead, columns, rows, chart }: FigurePlan): Figure {
  return {
    ...{ id, title },
    lead: lead ?? null,
    chart: chart === null ? null : barChart({ ...chart, id: `${id}-chart`, title }),
    columns: columns.map((text, index) => ({ text, number: index > 0 })),
    rows: rows.map(({ header, note, numbers }) => ({
      header,
      note: note ?? null,
      cells: numbers.map((number) => ({ text: String(number), number: true })),
    })),
  };
}
