/** Sums over the sessions of one batch, as databases give them. */
export interface Weighed {
  readonly attendedSessions: number | string;
  readonly attendedHours: number | string | null;
  readonly heldSessions: number | string;
  readonly heldHours: number | string | null;
}

/** By lesson hours, or by number where no session has any; 0 to 100 with one decimal, 0 when nothing was held. */
export function attendedPercentage(weighed: Weighed): number {
  const hours = Number(weighed.heldHours ?? 0);
  const [part, whole] =
    hours > 0
      ? [Number(weighed.attendedHours ?? 0), hours]
      : [Number(weighed.attendedSessions), Number(weighed.heldSessions)];
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
