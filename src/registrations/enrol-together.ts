import { Injectable } from '@nestjs/common';
import { wasRefused } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { Creation, type CreatingRequest } from '../http/creation.js';
import { Gathering } from '../kernel/gathering.js';
import { pairs } from '../kernel/pairs.js';
import { InvalidInput, Refusal } from '../kernel/problems.js';
import { EnrolMany } from './enrol-many.js';
import type { Enrolment } from './enrolment.js';
import type { Newcomer } from './position.js';

interface Comer {
  readonly enrolment: Enrolment;
  readonly request: CreatingRequest;
}

/** Writes the registrations of those who come for one batch at the same time in one transaction of few statements. */
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
   * already, or came with somebody over whom the whole transaction failed; then nothing was done. Throws whatever else
   * happened: when the database can't be had, nobody knows what became of the transaction, so nobody must be tried again.
   */
  async run(enrolment: Enrolment, request: CreatingRequest): Promise<Newcomer | null> {
    if (enrolment.seat.wish !== 'usual') return null;
    try {
      return await this.gathering.join(enrolment.batchId, { enrolment, request });
    } catch (error) {
      if (wasRefused(error) || error instanceof Refusal || error instanceof InvalidInput) return null;
      throw error;
    }
  }

  private write(comers: readonly Comer[]): Promise<(Newcomer | null)[]> {
    return this.database.transaction(async (tx) => {
      const enrolments = comers.map(({ enrolment }) => enrolment);
      const made = await this.enrolMany.run(tx, enrolments, true);
      const answers = pairs(comers, made).flatMap(([{ request }, newcomer]) =>
        newcomer === null ? [] : [[request, newcomer.registration] as const],
      );
      await this.creation.keep(tx, answers);
      return made;
    });
  }
}
