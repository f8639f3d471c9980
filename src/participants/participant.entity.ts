import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

export const genders = ['female', 'male'] as const;
export type Gender = (typeof genders)[number];

/** One person per office, found by NIK; without one (a dialog) by phone and name. */
@Entity('participants')
@Index('uq_participants_nik_hash', ['officeId', 'nikHash'], { unique: true })
@Index('uq_participants_contact_hash', ['officeId', 'contactHash'], { unique: true })
@Check('ck_participants_gender', "gender IN ('female', 'male')")
export class Participant {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  /** AES-256-GCM, bound to office, row and column. */
  @TextColumn(200, { nullable: true }) nikCiphertext!: string | null;
  /** Keyed hash (HMAC-SHA-256, hex). */
  @TextColumn(64, { nullable: true }) nikHash!: string | null;
  /** Keyed hash of phone and name, only where there is no NIK. */
  @TextColumn(64, { nullable: true }) contactHash!: string | null;
  @TextColumn(100) name!: string;
  @WordColumn({ nullable: true }) gender!: Gender | null;
  @DayColumn({ nullable: true }) birthDate!: string | null;
  @InstantColumn() readonly createdAt!: Date;
}
