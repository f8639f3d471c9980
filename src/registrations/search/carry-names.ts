import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { queryNamed } from '../../database/named-query.js';
import { insertRow, updateRows } from '../../database/rows.js';
import { Ticker } from '../../http/ticker.js';
import { Batch } from '../../programs/batch.entity.js';
import { placesOfBatch, SearchedBatch } from './searched-batch.entity.js';

/** So many names are looked through in a few milliseconds. */
const usualBehind = 5_000;
/** So many are carried in some tens of milliseconds. */
const usualAtOnce = 1_000;

/** How far the index may stay behind, and how many names go into it in one transaction. */
interface Pace {
  readonly behind?: number;
  readonly atOnce?: number;
}

/**
 * Carries the names of large batches into their index, `registration_names`, so that registering need not wait for it.
 * What is corrected or erased later is put right by triggers, in the transaction that does so.
 */
@Injectable()
export class CarryNames implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('names of large batches', () => this.run());
  }

  /** Until none is left. Ending halfway, or running on two machines, loses no name and carries none twice. */
  async run({ behind = usualBehind, atOnce = usualAtOnce }: Pace = {}): Promise<void> {
    for (const { id } of await this.batchesLeft(behind)) {
      let left: boolean;
      do left = await this.database.transaction((tx) => carryOn(tx, id, atOnce));
      while (left);
    }
  }

  private batchesLeft(behind: number): Promise<Batch[]> {
    return this.database.reader
      .createQueryBuilder(Batch, 'batch')
      .leftJoin(SearchedBatch, 'searched', 'searched.batchId = batch.id')
      .where('batch.lastSequence - COALESCE(searched.through, 0) >= :behind', { behind })
      .orderBy('batch.id', 'ASC')
      .getMany();
  }
}

/** Whether there are more. */
async function carryOn(tx: EntityManager, batchId: string, atOnce: number): Promise<boolean> {
  await waitForChanges(tx);
  const { lastSequence } = await tx.findOneByOrFail(Batch, { id: batchId });
  const { number, through: after } = (await tx.findOneBy(SearchedBatch, { batchId })) ?? (await begin(tx, batchId));
  const through = Math.min(after + atOnce, lastSequence);
  await queryNamed(
    tx,
    `INSERT INTO registration_names (rowid, name)
     SELECT CAST(:first AS bigint) + sequence, LOWER(name) FROM registrations
     WHERE batch_id = :batchId AND sequence > :after AND sequence <= :through ORDER BY sequence`,
    { first: number * placesOfBatch, batchId, after, through },
  );
  await updateRows(tx, SearchedBatch, { batchId }, { through });
  return through < lastSequence;
}

/** For those who have changed a name in this moment, and until the end for who else would. SQLite has one writer. */
async function waitForChanges(tx: EntityManager): Promise<void> {
  if (tx.dataSource.options.type !== 'postgres') return;
  await tx.query('LOCK TABLE searched_batches IN EXCLUSIVE MODE');
}

async function begin(tx: EntityManager, batchId: string): Promise<SearchedBatch> {
  const last = await tx.maximum(SearchedBatch, 'number');
  const batch = { batchId, number: (last ?? 0) + 1, through: 0 };
  await insertRow(tx, SearchedBatch, batch);
  return batch;
}
