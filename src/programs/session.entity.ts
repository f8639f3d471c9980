import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { Batch } from './batch.entity.js';

/** One block of a batch's timetable; attendance is taken for it. The half-open interval [startsAt, endsAt). */
@Entity('sessions')
@Index('ix_sessions_batch_id', ['batchId', 'startsAt'])
@Index('ix_sessions_office_id', ['officeId', 'startsAt'])
@Check('ck_sessions_order', 'ends_at > starts_at')
export class Session {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  @TextColumn(200) title!: string;
  @InstantColumn() startsAt!: Date;
  @InstantColumn() endsAt!: Date;
  /** JP, of 45 minutes each. */
  @IntegerColumn() lessonHours!: number;
  @TextColumn(100, { nullable: true }) room!: string | null;
}
