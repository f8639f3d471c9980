import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Creation, type CreatingRequest } from '../http/creation.js';
import { Gathering } from '../kernel/gathering.js';
import { Busy } from '../kernel/problems.js';
import type { Newcomer } from './after-enrolment.js';
import { EnrolMany } from './enrol-many.js';
import type { Enrolment } from './enrolment.js';

interface Comer {
  readonly enrolment: Enrolment;
  readonly request: CreatingRequest;
}

/** Writes the registrations of strangers who come for one batch at the same time in one transaction of few statements. */
@Injectable()
export class EnrolTogether {
  private readonly gathering = new Gathering<Comer, Newcomer | null>((comers) => this.write(comers));

  constructor(
    private readonly database: Database,
    private readonly creation: Creation,
    private readonly enrolMany: EnrolMany,
  ) {}

  /**
   * The new registration; null for whoever must be tried alone, since she asks for more than a usual seat, is registered
   * already, or came with somebody over whom the whole transaction failed. Then nothing was done. Throws `Busy` when the
   * database can't be had: nobody knows what became of the transaction, so nobody must be tried again.
   */
  async run(enrolment: Enrolment, request: CreatingRequest): Promise<Newcomer | null> {
    if (enrolment.seat.wish !== 'usual') return null;
    try {
      return await this.gathering.join(enrolment.batchId, { enrolment, request });
    } catch (error) {
      if (error instanceof Busy) throw error;
      return null;
    }
  }

  private write(comers: readonly Comer[]): Promise<(Newcomer | null)[]> {
    return this.database.transaction(async (tx) => {
      const enrolments = comers.map(({ enrolment }) => enrolment);
      const made = await this.enrolMany.run(tx, enrolments, true);
      const answers = comers.flatMap(({ request }, index) => {
        const newcomer = made[index] ?? null;
        return newcomer === null ? [] : [[request, newcomer.registration] as const];
      });
      await this.creation.keep(tx, answers);
      return made;
    });
  }
}
