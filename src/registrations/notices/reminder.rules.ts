/** What must be known of a batch to remind its participants: its first day as its own zone counts it. */
export interface RemindedBatch {
  readonly firstStart: Date;
  /** 08:00 in the batch's zone on the day before its first session. */
  readonly remindFrom: Date;
}

/** From the morning of the day before until the first session starts; who is confirmed meanwhile is reminded, too. */
export function isTimeToRemind({ firstStart, remindFrom }: RemindedBatch, now: Date): boolean {
  return now >= remindFrom && now < firstStart;
}
