import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn } from '../../database/columns.js';
import { User } from '../../identity/user.entity.js';
import { Batch } from '../../programs/batch.entity.js';

/** That participants of a batch may record their own attendance; without a row they may not. */
@Entity('self_check_ins')
export class SelfCheckIn {
  @ForeignKey(() => Batch) @IdColumn() readonly batchId!: string;
  @ForeignKey(() => User) @ReferenceColumn() readonly allowedBy!: string;
  @InstantColumn() readonly allowedAt!: Date;
}
