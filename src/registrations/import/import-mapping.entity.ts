import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn, TextColumn } from '../../database/columns.js';
import { Office } from '../../identity/office.entity.js';
import type { ColumnMapping } from './import-columns.rules.js';

/** How an office mapped the columns of a spreadsheet with these headings, for the next one that has them. */
@Entity('import_mappings')
@Index('uq_import_mappings_header', ['officeId', 'headerHash'], { unique: true })
export class ImportMapping {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  /** SHA-256 of the headings, hex. */
  @TextColumn(64) readonly headerHash!: string;
  @JsonColumn() readonly mapping!: ColumnMapping;
  @InstantColumn() readonly usedAt!: Date;
}
