import { Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { IntegerColumn } from '../../database/columns.js';
import { Batch } from '../../programs/batch.entity.js';

/** A batch so large that its names are found by an index, `registration_names`, which follows some way behind. */
@Entity('searched_batches')
@Unique('uq_searched_batches_number', ['number'])
export class SearchedBatch {
  @ForeignKey(() => Batch) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly batchId!: string;
  /** Tells, with a registration's sequence, the place of its name in the index. */
  @IntegerColumn() readonly number!: number;
  /** The last sequence whose name the index holds, as it holds all before it. */
  @IntegerColumn() readonly through!: number;
}
