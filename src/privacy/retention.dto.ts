import { WholeNumberField } from '../http/fields.js';
import { longestRetention } from './retention-rule.entity.js';

export class RetentionBody {
  /** Null: nobody is made anonymous by itself. */
  @WholeNumberField({ min: 1, max: longestRetention, clearable: true })
  readonly months!: number | null;
}
