import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, IntegerColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { Batch } from './batch.entity.js';

/** Limits a group within a batch: all criteria that are given must match. `taken` is changed by the seat rule alone. */
@Entity('quotas')
@Index('ix_quotas_batch_id', ['batchId'])
@Check('ck_quotas_seats', 'taken >= 0 AND taken <= capacity')
export class Quota {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  @TextColumn(5, { nullable: true }) readonly regencyCode!: string | null;
  @WordColumn({ nullable: true }) readonly enterpriseKind!: string | null;
  @WordColumn({ nullable: true }) readonly gender!: string | null;
  @IntegerColumn() capacity!: number;
  @IntegerColumn() readonly taken!: number;
}
