import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from '../../database/columns.js';
import { Batch } from '../../programs/batch.entity.js';
import { Registration } from '../../registrations/registration.entity.js';

/** The one phone with which a registrant may check in; within a batch it is the phone of no other. */
@Entity('check_in_phones')
@Index('uq_check_in_phones_registration_id', ['registrationId'], { unique: true })
@Index('uq_check_in_phones_phone', ['batchId', 'phoneHash'], { unique: true })
export class CheckInPhone {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Registration) @ReferenceColumn() readonly registrationId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  /** SHA-256 in hex of the 256 random bits that the phone keeps. */
  @TextColumn(64) readonly phoneHash!: string;
  @InstantColumn() readonly boundAt!: Date;
}
