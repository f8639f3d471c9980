import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

@Entity('trainers')
@Index('ix_trainers_office_id', ['officeId', 'id'])
export class Trainer {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @TextColumn(150) name!: string;
  @TextColumn(200, { nullable: true }) organization!: string | null;
  @TextColumn(254, { nullable: true }) email!: string | null;
  /** E.164. */
  @TextColumn(20, { nullable: true }) phone!: string | null;
  @InstantColumn() readonly createdAt!: Date;
}
