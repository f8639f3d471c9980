import { DayField, TextField, WholeNumberField } from '../http/fields.js';

export class ProgramCopyBody {
  @TextField({ max: 200 })
  readonly title!: string;

  @WholeNumberField({ min: 2000, max: 2100 })
  readonly fiscalYear!: number;

  /** YYYY-MM-DD: of the first session, in the zone of its batch. */
  @DayField()
  readonly firstDay!: string;
}
