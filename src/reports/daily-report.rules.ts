/** A day of a batch on which sessions end. */
export interface ReportDay {
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  readonly lastEnd: Date;
}

const minutesAfterLastSession = 30;
const daysToCatchUp = 7;

/** Whether a day's report is due: half an hour after its last session, and for a week after that if it was missed. */
export function isDue({ lastEnd }: ReportDay, now: Date): boolean {
  const dueAt = lastEnd.getTime() + minutesAfterLastSession * 60_000;
  return now.getTime() >= dueAt && now.getTime() < dueAt + daysToCatchUp * 86_400_000;
}

/** The days on which the given sessions end, each with the end of its last one. */
export function reportDays(ends: readonly Date[], dayOf: (instant: Date) => string): ReportDay[] {
  const days = new Map<string, Date>();
  for (const end of ends) {
    const day = dayOf(end);
    const known = days.get(day);
    if (known === undefined || end > known) days.set(day, end);
  }
  return [...days].map(([day, lastEnd]) => ({ day, lastEnd }));
}
