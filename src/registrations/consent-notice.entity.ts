import { Column, Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, TextColumn, WordColumn } from '../database/columns.js';
import type { Locale } from '../kernel/locale.js';

/** A privacy notice exactly as it was shown (UU 27/2022, articles 21 and 24). */
@Entity('consent_notices')
@Index('uq_consent_notices_text_hash', ['textHash'], { unique: true })
export class ConsentNotice {
  @IdColumn() readonly id!: string;
  @TextColumn(20) readonly version!: string;
  @WordColumn() readonly locale!: Locale;
  @Column({ type: 'text' }) readonly text!: string;
  /** SHA-256, hex. */
  @TextColumn(64) readonly textHash!: string;
  @InstantColumn() readonly firstShownAt!: Date;
}
