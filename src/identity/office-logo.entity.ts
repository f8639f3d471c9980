import { Check, Column, Entity, ForeignKey } from 'typeorm';
import { IdColumn, InstantColumn, TextColumn, WordColumn } from '../database/columns.js';
import type { LogoType } from './logo.rules.js';
import { Office } from './office.entity.js';

/** The picture on an office's letterhead. In the database, since every process prints it. */
@Entity('office_logos')
@Check('ck_office_logos_content_type', "content_type IN ('image/png', 'image/jpeg')")
export class OfficeLogo {
  @ForeignKey(() => Office) @IdColumn() readonly officeId!: string;
  @WordColumn() contentType!: LogoType;
  /** Base64. */
  @Column({ type: 'text' }) content!: string;
  /** SHA-256 of the bytes, hex. */
  @TextColumn(64) hash!: string;
  @InstantColumn() changedAt!: Date;
}
