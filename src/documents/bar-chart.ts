/** How a part is filled: in the first colour, in the second, or as an outline; told apart without colour, too. */
export type Tone = 'full' | 'second' | 'open';

/** One bar: its parts stand one after the other, the first at the left. */
export interface Bar {
  readonly label: string;
  readonly parts: readonly number[];
  /** What is written at its end: "12", "12 / 15". */
  readonly text: string;
}

export interface BarChartPlan {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What those hear who can't see it. */
  readonly description: string;
  /** What each part of a bar means, in order; said beneath the chart when there are several. */
  readonly series: readonly { readonly tone: Tone; readonly text: string }[];
  readonly bars: readonly Bar[];
}

export interface DrawnPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `bar-full`: the style sheet gives it colour, light or dark. */
  readonly tone: string;
}

/** What `templates/pages/_chart.hbs` draws; all lengths in units of the drawing. */
export interface BarChart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly legend: readonly { readonly tone: string; readonly text: string }[];
  readonly bars: readonly {
    readonly label: string;
    readonly text: string;
    readonly textY: number;
    readonly parts: readonly DrawnPart[];
  }[];
}

const width = 320;
const rowHeight = 40;
const textBaseline = 15;
const barTop = 21;
const barHeight = 11;
const longestLabel = 34;

/**
 * Horizontal bars, each under its label, so that the drawing is as wide as a phone and still legible. The longest bar
 * fills the width; all others are in proportion. Parts of nothing are not drawn.
 */
export function barChart({ id, title, description, series, bars }: BarChartPlan): BarChart {
  const longest = Math.max(1, ...bars.map(({ parts }) => sum(parts)));
  return {
    ...{ id, title, description, width },
    height: bars.length * rowHeight,
    legend: series.length < 2 ? [] : series.map(({ tone, text }) => ({ tone: `bar-${tone}`, text })),
    bars: bars.map(({ label, parts, text }, row) => ({
      label: shortened(label),
      text,
      textY: row * rowHeight + textBaseline,
      parts: drawn(parts, { y: row * rowHeight + barTop, unit: width / longest, series }),
    })),
  };
}

function drawn(
  parts: readonly number[],
  { y, unit, series }: { y: number; unit: number; series: BarChartPlan['series'] },
): DrawnPart[] {
  return parts.flatMap((part, index) => {
    const x = rounded(sum(parts.slice(0, index)) * unit);
    const tone = `bar-${series[index]?.tone ?? 'full'}`;
    return part > 0 ? [{ x, y, width: rounded(part * unit), height: barHeight, tone }] : [];
  });
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Whole characters; the table beside the chart says the rest. */
function shortened(label: string): string {
  const characters = Array.from(label);
  return characters.length <= longestLabel
    ? label
    : `${characters
        .slice(0, longestLabel - 1)
        .join('')
        .trimEnd()}…`;
}
