import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { Program } from './program.entity.js';

export const batchStatuses = ['draft', 'published', 'completed', 'cancelled'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

export const admissions = ['automatic', 'selection'] as const;
export type Admission = (typeof admissions)[number];

/** One run of a program at one venue for one group. `taken` is changed by the seat rule alone. */
@Entity('batches')
@Index('uq_batches_number', ['programId', 'number'], { unique: true })
@Index('ix_batches_office_id', ['officeId', 'id'])
@Index('ix_batches_public', ['status', 'id'])
@Check('ck_batches_seats', 'taken >= 0 AND taken <= capacity')
@Check('ck_batches_venue_seats', 'venue_seats IS NULL OR venue_seats >= capacity')
@Check('ck_batches_admission', "admission IN ('automatic', 'selection')")
@Check('ck_batches_status', "status IN ('draft', 'published', 'completed', 'cancelled')")
export class Batch {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Program) @ReferenceColumn() readonly programId!: string;
  /** Angkatan: 1, 2, 3 within its program. */
  @IntegerColumn() readonly number!: number;
  @TextColumn(200) venueName!: string;
  @TextColumn(300) venueAddress!: string;
  @TextColumn(5) venueRegencyCode!: string;
  /** IANA zone in which everything about the batch is shown and entered. */
  @TextColumn(50) timeZone!: string;
  @IntegerColumn() capacity!: number;
  /** Confirmed registrations. */
  @IntegerColumn() readonly taken!: number;
  /** Registrations ever made: numbers the next one, in order of commit. */
  @IntegerColumn() readonly lastSequence!: number;
  @WordColumn() admission!: Admission;
  @InstantColumn() registrationOpensAt!: Date;
  @InstantColumn() registrationClosesAt!: Date;
  /** A check-in later than this after a session's start is `late`. */
  @IntegerColumn() lateAfterMinutes!: number;
  @WordColumn() status!: BatchStatus;
  @TextColumn(500, { nullable: true }) cancellationReason!: string | null;
  /** Raised by every change of schedule or venue; the SEQUENCE of its calendar. */
  @IntegerColumn() revision!: number;
  @InstantColumn({ nullable: true }) publishedAt!: Date | null;
  @InstantColumn() readonly createdAt!: Date;
  /** The most that the room holds, null where nobody said: how far an organiser may go beyond the capacity. */
  @IntegerColumn({ nullable: true }) venueSeats!: number | null;
}
