import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, ReferenceColumn } from '../database/columns.js';
import { Signatory } from '../identity/signatory.entity.js';
import { Batch } from './batch.entity.js';

/** Who signs the certificates of a batch, where it is not the office's default. */
@Entity('batch_signatories')
export class BatchSignatory {
  @ForeignKey(() => Batch) @IdColumn() readonly batchId!: string;
  @ForeignKey(() => Signatory) @ReferenceColumn() readonly signatoryId!: string;
}
