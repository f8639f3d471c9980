export interface SessionTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Who comes to the door this long before a session comes for it. */
const doorOpensBefore = 2 * 3_600_000;

/** The session that somebody at the door comes for: the one that goes on, else the next if it begins soon. */
export function sessionAtTheDoor<S extends SessionTimes>(sessions: readonly S[], now: Date): S | null {
  const left = sessions
    .filter(({ endsAt }) => endsAt > now)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [next] = left;
  return next !== undefined && next.startsAt.getTime() - now.getTime() <= doorOpensBefore ? next : null;
}
