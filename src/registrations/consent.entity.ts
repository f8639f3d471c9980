import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, WordColumn } from '../database/columns.js';
import { ConsentNotice } from './consent-notice.entity.js';
import { Registration, type RegistrationChannel } from './registration.entity.js';

/** That a registrant agreed, when, to which notice, and through which channel. */
@Entity('consents')
@Index('uq_consents_registration_id', ['registrationId'], { unique: true })
export class Consent {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Registration) @ReferenceColumn() readonly registrationId!: string;
  @ForeignKey(() => ConsentNotice) @ReferenceColumn() readonly noticeId!: string;
  @InstantColumn() readonly givenAt!: Date;
  @WordColumn() readonly channel!: RegistrationChannel;
}
