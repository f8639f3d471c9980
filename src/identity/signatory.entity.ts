import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import { Office } from './office.entity.js';

/** Who may sign an office's certificates. The one that is the default stands in the office's own row as well. */
@Entity('signatories')
@Index('uq_signatories_default', ['officeId'], { unique: true, where: 'default_since IS NOT NULL' })
@Index('ix_signatories_office_id', ['officeId', 'id'])
export class Signatory {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @TextColumn(150) title!: string;
  @TextColumn(150) name!: string;
  @TextColumn(30, { nullable: true }) nip!: string | null;
  /** Pangkat/golongan: "Pembina Utama Muda (IV/c)". */
  @TextColumn(100, { nullable: true }) grade!: string | null;
  /** Null for all but the default. */
  @InstantColumn({ nullable: true }) defaultSince!: Date | null;
  @InstantColumn() readonly createdAt!: Date;
}
