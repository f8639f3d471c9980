import { Injectable } from '@nestjs/common';
import { Creation, type CreatingRequest } from '../http/creation.js';
import { Enrol } from './enrol.js';
import { EnrolTogether } from './enrol-together.js';
import type { Enrolment } from './enrolment.js';
import type { Newcomer } from './position.js';
import { withFreshCodes } from './with-fresh-codes.js';

/** What is known of a registration without reading it: no more than its id when it had been written before, or alone. */
export interface Registered {
  readonly id: string;
  readonly newcomer?: Newcomer;
}

/** Writes a registration once per idempotency key: together with others who come at the same time, or alone. */
@Injectable()
export class WriteRegistration {
  constructor(
    private readonly creation: Creation,
    private readonly together: EnrolTogether,
    private readonly enrol: Enrol,
  ) {}

  /**
   * The transaction fails with what `tellsOfLive` knows when she is registered already. Throws as `Idempotency.run` and
   * `Enrol.run` do, and `Busy`.
   */
  run(enrolment: Enrolment, request: CreatingRequest): Promise<Registered> {
    return this.creation.once(request, async () => {
      const newcomer = await this.together.run(enrolment, request);
      return newcomer === null
        ? { id: await this.alone(enrolment, request) }
        : { id: newcomer.registration.id, newcomer };
    });
  }

  private alone(enrolment: Enrolment, request: CreatingRequest): Promise<string> {
    return withFreshCodes(() =>
      this.creation.change(async (tx) => {
        const [made] = await this.enrol.run(tx, { groupId: null, members: [enrolment] });
        if (made === undefined) throw new Error('A registration was not written.');
        await this.creation.keep(tx, [[request, made]]);
        return made.id;
      }),
    );
  }
}
