import type { Batch, Evidence, Move, Quota, Registration } from '../evidence.js';

export const isLive = (status: string | null): boolean =>
  status === 'submitted' || status === 'confirmed' || status === 'waitlisted';

/** Everybody's state in one batch, as it was after each move. */
export class Replay {
  private readonly states = new Map<string, string>();
  private readonly quotas: readonly Quota[];
  private readonly people: ReadonlyMap<string, Registration>;

  constructor(
    readonly batch: Batch,
    { quotas, registrations }: Evidence,
  ) {
    this.quotas = quotas.filter(({ batchId }) => batchId === batch.id);
    const own = registrations.filter(({ batchId }) => batchId === batch.id);
    this.people = new Map(own.map((registration) => [registration.id, registration]));
  }

  apply({ registrationId, toStatus }: Move): void {
    this.states.set(registrationId, toStatus);
  }

  stateOf(registrationId: string): string | null {
    return this.states.get(registrationId) ?? null;
  }

  /** In the order of registering. */
  inState(status: string): Registration[] {
    return [...this.people.values()].filter(({ id }) => this.states.get(id) === status);
  }

  /** What holds more than it may. */
  overfull(): string[] {
    const confirmed = this.inState('confirmed');
    const { capacity } = this.batch;
    return [
      ...(confirmed.length > capacity ? [`${confirmed.length} confirmed for ${capacity} seats`] : []),
      ...this.quotas.flatMap((quota) => {
        const counted = confirmed.filter((person) => counts(quota, person)).length;
        return counted > quota.capacity ? [`${counted} confirmed in a quota of ${quota.capacity}`] : [];
      }),
    ];
  }

  /** Those who wait although there is a seat for each of them, in the order of registering. */
  waitingInVain(): Registration[] {
    const confirmed = this.inState('confirmed');
    if (confirmed.length >= this.batch.capacity) return [];
    const open = (quota: Quota) => confirmed.filter((one) => counts(quota, one)).length < quota.capacity;
    return this.inState('waitlisted').filter((person) =>
      this.quotas.every((quota) => !counts(quota, person) || open(quota)),
    );
  }
}

function counts(quota: Quota, person: Registration): boolean {
  return (['regencyCode', 'enterpriseKind', 'gender'] as const).every(
    (criterion) => quota[criterion] === null || quota[criterion] === person[criterion],
  );
}

/** Goes through the committed moves of every batch; `look` hears of each before and after it. */
export function replayAll(
  evidence: Evidence,
  look: { before?: (replay: Replay, move: Move) => void; after?: (replay: Replay, move: Move) => void },
): Replay[] {
  return evidence.batches.map((batch) => {
    const replay = new Replay(batch, evidence);
    for (const move of evidence.moves.filter(({ batchId }) => batchId === batch.id)) {
      look.before?.(replay, move);
      replay.apply(move);
      look.after?.(replay, move);
    }
    return replay;
  });
}
