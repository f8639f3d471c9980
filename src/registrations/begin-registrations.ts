import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { takeTurn } from '../database/locks.js';
import type { Batch } from '../programs/batch.entity.js';
import { registrantOf, type Enrolment, type Members } from './enrolment.js';
import { MoveRegistration } from './move-registration.js';
import { quotaIdsOf } from './own-quotas.js';
import type { RegistrationStatus } from './registration.rules.js';
import { Seats, type BatchWithQuotas } from './seats.js';

/** How new registrations begin, all of them alike. */
export interface Beginnings {
  /** As it is while it is locked; the numbers of the new ones in the order of registering are its last. */
  readonly batch: Batch;
  readonly status: RegistrationStatus;
}

/** Locks a batch for new registrations and takes their seats. */
@Injectable()
export class BeginRegistrations {
  constructor(
    private readonly seats: Seats,
    private readonly move: MoveRegistration,
  ) {}

  /**
   * Whoever wants a seat of the batch waits from here to the end of the transaction, so lock and seats are asked for at
   * once, by the rules that were foreseen. Were they changed meanwhile, the seats are given back and taken by the new
   * ones. Nothing is under way any more when it throws what `requireOpen` and `MoveRegistration.first` do.
   */
  async run(tx: EntityManager, members: Members): Promise<Beginnings> {
    const [{ foreseen, seat, requireOpen }] = members;
    await takeTurn(tx, foreseen.batch.id);
    const locking = this.seats.lockForNext(tx, foreseen.batch.id, members.length);
    const ahead = seat.wish === 'usual' ? this.first(tx, foreseen, members) : null;
    await Promise.allSettled([locking, ahead]);
    const locked = await locking;
    if (locked === null) throw new Error('A batch went away while somebody registered for it.');
    requireOpen(locked.batch);
    const { batch } = locked;
    if (ahead !== null) {
      const status = await ahead;
      if (judgeAlike(foreseen, locked, members)) return { batch, status };
      if (status === 'confirmed') await this.giveBack(tx, foreseen, members);
    }
    return { batch, status: await this.first(tx, locked, members) };
  }

  private first(tx: EntityManager, by: BatchWithQuotas, members: Members): Promise<RegistrationStatus> {
    const [{ seat, by: actor }] = members;
    return this.move.first(tx, by, members.map(registrantOf), { ...seat, actor });
  }

  private async giveBack(tx: EntityManager, { batch, quotas }: BatchWithQuotas, members: Members): Promise<void> {
    for (const member of members) await this.seats.free(tx, batch.id, quotaIdsOf(quotas, registrantOf(member)));
  }
}

/** Whether both would take the same seats for these people. */
function judgeAlike(one: BatchWithQuotas, other: BatchWithQuotas, members: readonly Enrolment[]): boolean {
  const counting = ({ quotas }: BatchWithQuotas) => members.map((member) => quotaIdsOf(quotas, registrantOf(member)));
  return (
    one.batch.admission === other.batch.admission && JSON.stringify(counting(one)) === JSON.stringify(counting(other))
  );
}
