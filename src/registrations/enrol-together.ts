import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { oneForAll } from '../database/one-for-all.js';
import { Creation, type CreatingRequest } from '../http/creation.js';
import { Gathering } from '../kernel/gathering.js';
import { pairs } from '../kernel/pairs.js';
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
   * already, or came with somebody over whom the whole transaction failed; then nothing was done. Throws as `oneForAll`
   * does, and `Busy`.
   */
  async run(enrolment: Enrolment, request: CreatingRequest): Promise<Newcomer | null> {
    if (enrolment.seat.wish !== 'usual') return null;
    return this.gathering.join(enrolment.batchId, { enrolment, request });
  }

  private async write(comers: readonly Comer[]): Promise<(Newcomer | null)[]> {
    const written = await oneForAll(this.database, async (tx) => {
      const enrolments = comers.map(({ enrolment }) => enrolment);
      const made = await this.enrolMany.run(tx, enrolments, true);
      const answers = pairs(comers, made).flatMap(([{ request }, newcomer]) =>
        newcomer === null ? [] : [[request, newcomer.registration] as const],
      );
      await this.creation.keep(tx, answers);
      return made;
    });
    return written ?? comers.map(() => null);
  }
}
