import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../database/columns.js';
import { Office } from '../../identity/office.entity.js';
import { User } from '../../identity/user.entity.js';
import { Batch } from '../../programs/batch.entity.js';
import type { ColumnMapping } from './import-columns.rules.js';
import type { ImportOutcome } from './import-figures.rules.js';

/**
 * A spreadsheet on its way into a batch, kept between the steps. The rows are encrypted; once they are imported only
 * those that were not are left, and after a day nothing.
 */
@Entity('import_drafts')
@Index('ix_import_drafts_created_at', ['createdAt'])
export class ImportDraft {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  @ForeignKey(() => User) @ReferenceColumn() readonly madeBy!: string;
  /** A `Sheet` as JSON. */
  @Column({ type: 'text' }) readonly sheetCiphertext!: string;
  /** Null until the columns were mapped. */
  @JsonColumn({ nullable: true }) readonly mapping!: ColumnMapping | null;
  /** Null until it was imported. */
  @JsonColumn({ nullable: true }) readonly outcome!: ImportOutcome | null;
  @InstantColumn() readonly createdAt!: Date;
  @InstantColumn({ nullable: true }) readonly importedAt!: Date | null;
}
