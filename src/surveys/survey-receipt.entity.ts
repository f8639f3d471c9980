import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Registration } from '../registrations/registration.entity.js';

/** That a registrant has answered, so that each does once. Nothing else, and no time: see `SurveyAnswer`. */
@Entity('survey_receipts')
export class SurveyReceipt {
  @ForeignKey(() => Registration) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly registrationId!: string;
}
