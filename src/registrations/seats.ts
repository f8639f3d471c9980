import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { takeTurn } from '../database/locks.js';
import { changeNamed, changeReturning } from '../database/statements.js';
import { Batch } from '../programs/batch.entity.js';
import { Quota } from '../programs/quota.entity.js';
import type { Seat } from './registration.rules.js';

type Counted = typeof Batch | typeof Quota;

export interface BatchWithQuotas {
  readonly batch: Batch;
  readonly quotas: readonly Quota[];
}

/** What got one seat more. */
export interface Widened {
  readonly batch: boolean;
  readonly quotaIds: readonly string[];
}

/**
 * The seat rule. The counters of batch and quotas are changed here alone, each by one conditional update behind which
 * a CHECK stands; nothing is decided by reading first.
 */
@Injectable()
export class Seats {
  /**
   * Makes everything that may change this batch's seats wait its turn until the transaction ends (the row lock of
   * PostgreSQL; SQLite has one writer anyway), and reads the batch as it then is. Null when there is none.
   */
  async lock(tx: EntityManager, batchId: string): Promise<Batch | null> {
    await takeTurn(tx, batchId);
    return this.raise(tx, batchId, 0);
  }

  /**
   * The same with its quotas for somebody new, and takes the next numbers in the order of registering: the last is
   * `lastSequence` of the batch. Both statements are sent at once; the second sees what the lock waited for.
   */
  async lockForNext(tx: EntityManager, batchId: string, people: number): Promise<BatchWithQuotas> {
    await takeTurn(tx, batchId);
    const [batch, quotas] = await Promise.all([this.raise(tx, batchId, people), tx.findBy(Quota, { batchId })]);
    if (batch === null) throw new Error('A batch went away while somebody registered for it.');
    return { batch, quotas };
  }

  private async raise(tx: EntityManager, batchId: string, people: number): Promise<Batch | null> {
    const raise = 'UPDATE batches SET last_sequence = last_sequence + :people WHERE id = :batchId';
    const [batch = null] = await changeReturning(tx, Batch, raise, { people, batchId });
    return batch;
  }

  /**
   * Takes a seat in the batch and in each of these quotas, or none at all. As the batch was read tells only whether it
   * is worth asking for both at once.
   */
  async take(tx: EntityManager, batch: Batch, quotaIds: readonly string[]): Promise<Seat> {
    const ofBatch = this.takeOne(tx, batch.id);
    if (batch.taken >= batch.capacity && !(await ofBatch)) return 'batch_full';
    const [seat, quotas] = await Promise.all([ofBatch, this.takeQuotas(tx, quotaIds)]);
    if (seat && quotas) return 'free';
    if (seat) await this.free(tx, batch.id, []);
    if (quotas) await this.freeQuotas(tx, quotaIds);
    return seat ? 'quota_full' : 'batch_full';
  }

  private async takeOne(tx: EntityManager, batchId: string): Promise<boolean> {
    const seat = 'UPDATE batches SET taken = taken + 1 WHERE id = :batchId AND taken < capacity';
    return (await changeNamed(tx, seat, { batchId })) === 1;
  }

  /** Takes a seat in each of these quotas, or in none. */
  private async takeQuotas(tx: EntityManager, quotaIds: readonly string[]): Promise<boolean> {
    if (quotaIds.length === 0) return true;
    const seats = 'UPDATE quotas SET taken = taken + 1 WHERE id IN (:...quotaIds) AND taken < capacity';
    const taken = await changeReturning(tx, Quota, seats, { quotaIds });
    if (taken.length === quotaIds.length) return true;
    await this.freeQuotas(
      tx,
      taken.map(({ id }) => id),
    );
    return false;
  }

  /** Seats for several who come each for herself, in their order; asked for at once as long as there is one for each. */
  async takeEach(tx: EntityManager, batch: Batch, party: readonly (readonly string[])[]): Promise<Seat[]> {
    if (await this.takeAtOnce(tx, batch.id, party)) return party.map(() => 'free');
    const seats: Seat[] = [];
    for (const quotaIds of party) {
      seats.push(seats.includes('batch_full') ? 'batch_full' : await this.take(tx, batch, quotaIds));
    }
    return seats;
  }

  /** A seat for each, or none at all. */
  private async takeAtOnce(
    tx: EntityManager,
    batchId: string,
    party: readonly (readonly string[])[],
  ): Promise<boolean> {
    const wanted = new Map<string, number>();
    for (const quotaId of party.flat()) wanted.set(quotaId, (wanted.get(quotaId) ?? 0) + 1);
    const ofBatch = this.takeMany(tx, 'batches', batchId, party.length);
    const ofQuotas = [...wanted].map(([id, people]) => this.takeMany(tx, 'quotas', id, people));
    const taken = await Promise.all([ofBatch, ...ofQuotas]);
    if (!taken.includes(null)) return true;
    for (const giveBack of taken) await giveBack?.();
    return false;
  }

  /** How to give them back; null when there are not as many. */
  private async takeMany(
    tx: EntityManager,
    table: 'batches' | 'quotas',
    id: string,
    people: number,
  ): Promise<(() => Promise<unknown>) | null> {
    const seats = `UPDATE ${table} SET taken = taken + :people WHERE id = :id AND taken + :people <= capacity`;
    if ((await changeNamed(tx, seats, { id, people })) === 0) return null;
    const back = `UPDATE ${table} SET taken = taken - :people WHERE id = :id`;
    return () => changeNamed(tx, back, { id, people });
  }

  /** Takes a seat for each of a party, who are given by the quotas that count them, or none at all. */
  async takeAll(tx: EntityManager, batch: Batch, party: readonly (readonly string[])[]): Promise<Seat> {
    const seated: (readonly string[])[] = [];
    for (const quotaIds of party) {
      const seat = await this.take(tx, batch, quotaIds);
      if (seat !== 'free') {
        for (const given of seated) await this.free(tx, batch.id, given);
        return seat;
      }
      seated.push(quotaIds);
    }
    return 'free';
  }

  /** For somebody who keeps a seat of the batch but is counted by other quotas from now on: all of it or nothing. */
  async changeQuotas(
    tx: EntityManager,
    { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
  ): Promise<Exclude<Seat, 'batch_full'>> {
    const further = to.filter((id) => !from.includes(id));
    if (!(await this.takeQuotas(tx, further))) return 'quota_full';
    await this.freeQuotas(
      tx,
      from.filter((id) => !to.includes(id)),
    );
    return 'free';
  }

  async free(tx: EntityManager, batchId: string, quotaIds: readonly string[]): Promise<void> {
    await tx.decrement(Batch, { id: batchId }, 'taken', 1);
    await this.freeQuotas(tx, quotaIds);
  }

  private async freeQuotas(tx: EntityManager, quotaIds: readonly string[]): Promise<void> {
    for (const quotaId of [...quotaIds].sort()) await tx.decrement(Quota, { id: quotaId }, 'taken', 1);
  }

  /** One seat more in the batch and in those of the quotas that are full; the batch never beyond its venue's seats. */
  async widen(tx: EntityManager, batchId: string, quotaIds: readonly string[]): Promise<Widened> {
    const batch = await this.widenOne(tx, Batch, batchId, 'capacity < venue_seats');
    const widened: string[] = [];
    for (const id of [...quotaIds].sort()) if (await this.widenOne(tx, Quota, id)) widened.push(id);
    return { batch, quotaIds: widened };
  }

  private async widenOne(tx: EntityManager, entity: Counted, id: string, limit = '1 = 1'): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update<Batch | Quota>(entity)
      .set({ capacity: () => 'capacity + 1' })
      .where(`id = :id AND taken >= capacity AND ${limit}`, { id })
      .execute();
    return affected === 1;
  }
}
