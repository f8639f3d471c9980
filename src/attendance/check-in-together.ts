import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { wasRefused } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { Idempotency } from '../http/idempotency.js';
import { Clock } from '../kernel/clock.js';
import { Gathering } from '../kernel/gathering.js';
import { pairs } from '../kernel/pairs.js';
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
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly attendance: TakeAttendance,
  ) {}

  /**
   * Who was checked in. Null for whoever must be tried alone, to be told why not, or since a mark of hers stands, or
   * since the whole transaction failed over one of the others; then nothing was done. Throws `NotFound` for an unknown
   * session, `batch_not_running`, and whatever leaves it open what became of the transaction.
   */
  async run(arrival: Arrival): Promise<Recognised | null> {
    const { actor, sessionId } = arrival;
    try {
      return await this.gathering.join(`${actor.officeId} ${sessionId}`, arrival);
    } catch (error) {
      if (wasRefused(error)) return null;
      throw error;
    }
  }

  private record(arrivals: readonly Arrival[]): Promise<(Recognised | null)[]> {
    return this.database.transaction(async (tx) => {
      const found = await this.recognise(tx, arrivals);
      const known = pairs(arrivals, found).flatMap(([arrival, one]) => (one === null ? [] : [{ arrival, ...one }]));
      const recorded = await this.attendance.recordEach(
        tx,
        known.map(({ arrival, mark }) => ({ recorder: arrival.actor, mark })),
      );
      const first = known.filter((_, index) => recorded[index]);
      await this.idempotency.keep(
        tx,
        first.map(({ arrival }) => [arrival.request, { status: arrived, resourceId: arrival.registrationId }]),
      );
      const byArrival = new Map<Arrival, Recognised>(first.map(({ arrival, ...one }) => [arrival, one]));
      return arrivals.map((arrival) => byArrival.get(arrival) ?? null);
    });
  }

  /** Null for who can't be checked in. They are all of one office and come to one session. */
  private async recognise(tx: EntityManager, arrivals: readonly Arrival[]): Promise<(Recognised | null)[]> {
    const [first] = arrivals;
    if (first === undefined) return [];
    const { actor, sessionId } = first;
    const registrationIds = [...new Set(arrivals.map(({ registrationId }) => registrationId))];
    const found = await attendedSessionWith(tx, actor, { sessionId, registrationIds });
    const now = this.clock.now();
    return arrivals.map((arrival) => unlessProblem(() => recognised(arrival, found, now)));
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
