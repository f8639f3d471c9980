import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { oneForAll } from '../database/one-for-all.js';
import { Idempotency } from '../http/idempotency.js';
import { Gathering } from '../kernel/gathering.js';
import { Problem } from '../kernel/problems.js';
import { recognised, type Arrival, type Recognised } from './arrival.js';
import { attendedSessionWith } from './attended-session.js';
import { arrived } from './check-in-alone.js';
import { TakeAttendance } from './take-attendance.js';

/** Checks those in who come to one session at the same time, in one transaction of few statements. */
@Injectable()
export class CheckInTogether {
  private readonly gathering = new Gathering<Arrival, Recognised | null>((arrivals) => this.record(arrivals));

  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly attendance: TakeAttendance,
  ) {}

  /**
   * Who was checked in. Null for whoever must be tried alone, to be told why not, or since a mark of hers stands, or
   * since the whole transaction failed over one of the others; then nothing was done. Throws as `oneForAll` does, and
   * `Busy`.
   */
  run(arrival: Arrival): Promise<Recognised | null> {
    return this.gathering.join(`${arrival.actor.officeId} ${arrival.sessionId}`, arrival);
  }

  private async record(arrivals: readonly Arrival[]): Promise<(Recognised | null)[]> {
    const recorded = await oneForAll(this.database, (tx) => this.recordIn(tx, arrivals));
    return recorded ?? arrivals.map(() => null);
  }

  private async recordIn(tx: EntityManager, arrivals: readonly Arrival[]): Promise<(Recognised | null)[]> {
    const known = await this.recognise(tx, arrivals);
    const recorded = await this.attendance.recordEach(
      tx,
      known.map(([{ actor }, { mark }]) => ({ recorder: actor, mark })),
    );
    const first = known.filter((_, index) => recorded[index]);
    await this.idempotency.keep(
      tx,
      first.map(([{ request, registrationId }]) => [request, { status: arrived, resourceId: registrationId }]),
    );
    const byArrival = new Map(first);
    return arrivals.map((arrival) => byArrival.get(arrival) ?? null);
  }

  /** Those who can be checked in. They are all of one office and come to one session. */
  private async recognise(
    tx: EntityManager,
    arrivals: readonly Arrival[],
  ): Promise<(readonly [Arrival, Recognised])[]> {
    const [first] = arrivals;
    if (first === undefined) return [];
    const { actor, sessionId } = first;
    const registrationIds = arrivals.map(({ registrationId }) => registrationId);
    const found = await attendedSessionWith(tx, actor, { sessionId, registrationIds });
    return arrivals.flatMap((arrival) => {
      const one = unlessProblem(() => recognised(arrival, found));
      return one === null ? [] : [[arrival, one] as const];
    });
  }
}

function unlessProblem<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
