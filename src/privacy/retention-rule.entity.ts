import { Check, Entity, ForeignKey } from 'typeorm';
import { IdColumn, IntegerColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

export const longestRetention = 600;

/** After how many months without an event an office makes people anonymous; an office without a row never does. */
@Entity('retention_rules')
@Check('ck_retention_rules_months', `months BETWEEN 1 AND ${longestRetention}`)
export class RetentionRule {
  @ForeignKey(() => Office) @IdColumn() readonly officeId!: string;
  @IntegerColumn() readonly months!: number;
}
