import { Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { IntegerColumn } from '../../database/columns.js';
import { Batch } from '../../programs/batch.entity.js';

/** So many places in the index belong to each batch; a registration's sequence tells which of them is its own. */
export const placesOfBatch = 2 ** 32;

/** A batch so large that its names are found by an index, `registration_names`, which follows some way behind. */
@Entity('searched_batches')
@Unique('uq_searched_batches_number', ['number'])
export class SearchedBatch {
  @ForeignKey(() => Batch) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly batchId!: string;
  /** How many times `placesOfBatch` come before its own. */
  @IntegerColumn() readonly number!: number;
  /** The last sequence whose name the index holds, as it holds all before it. */
  @IntegerColumn() readonly through!: number;
}
