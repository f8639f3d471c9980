import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { User } from '../identity/user.entity.js';
import { Batch } from '../programs/batch.entity.js';
import type { Criterion } from './selection.rules.js';

/** By what the applicants of a batch are ranked, as its organisers chose it. */
@Entity('selection_criteria')
@Index('uq_selection_criteria_batch_id', ['batchId'], { unique: true })
export class SelectionCriteria {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  /** The heaviest first. */
  @JsonColumn() readonly criteria!: readonly Criterion[];
  @ForeignKey(() => User) @ReferenceColumn() readonly changedBy!: string;
  @InstantColumn() readonly changedAt!: Date;
}
