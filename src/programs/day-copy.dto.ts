import { DayField } from '../http/fields.js';

/** Days, YYYY-MM-DD, in the zone of the batch. */
export class DayCopyBody {
  @DayField()
  readonly from!: string;

  @DayField()
  readonly to!: string;
}
