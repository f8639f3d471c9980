import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, WordColumn } from '../database/columns.js';
import { ConsentNotice } from './consent-notice.entity.js';
import { Registration, type RegistrationChannel } from './registration.entity.js';

export const consentManners = ['oral', 'written'] as const;
export type ConsentManner = (typeof consentManners)[number];

/** That a registrant agreed, when, to which notice, and through which channel. */
@Entity('consents')
@Index('uq_consents_registration_id', ['registrationId'], { unique: true })
@Check('ck_consents_manner', "manner IS NULL OR manner IN ('oral', 'written')")
export class Consent {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Registration) @ReferenceColumn() readonly registrationId!: string;
  @ForeignKey(() => ConsentNotice) @ReferenceColumn() readonly noticeId!: string;
  @InstantColumn() readonly givenAt!: Date;
  @WordColumn() readonly channel!: RegistrationChannel;
  /** How it was given to staff; null for who agreed by herself, and where staff did not say. */
  @WordColumn({ nullable: true }) readonly manner!: ConsentManner | null;
  /** The id of the user who took it down. */
  @ReferenceColumn({ nullable: true }) readonly assistedBy!: string | null;
}
