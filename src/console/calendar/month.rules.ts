const dayMilliseconds = 86_400_000;
const daysPerWeek = 7;

/** Whether this is a month, written YYYY-MM. */
export function isMonth(text: string | undefined): text is string {
  return text !== undefined && /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(text);
}

/** The month (YYYY-MM) so many months after this one. */
export function monthAfter(month: string, count: number): string {
  return new Date(Date.UTC(yearOf(month), monthOf(month) + count, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month (YYYY-MM), Monday first: its days (YYYY-MM-DD), and null for those of its neighbours. */
export function weeksOf(month: string): (string | null)[][] {
  const first = Date.UTC(yearOf(month), monthOf(month), 1);
  const next = Date.UTC(yearOf(month), monthOf(month) + 1, 1);
  const days = Math.round((next - first) / dayMilliseconds);
  const blank = (new Date(first).getUTCDay() + daysPerWeek - 1) % daysPerWeek;
  const weeks = Math.ceil((blank + days) / daysPerWeek);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: daysPerWeek }, (_unused, weekday) => {
      const day = week * daysPerWeek + weekday - blank + 1;
      return day < 1 || day > days ? null : `${month}-${String(day).padStart(2, '0')}`;
    }),
  );
}

function yearOf(month: string): number {
  return Number(month.slice(0, 4));
}

/** From 0. */
function monthOf(month: string): number {
  return Number(month.slice(5, 7)) - 1;
}
