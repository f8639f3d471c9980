import { YesNoField } from '../../http/fields.js';

export class SelfCheckInBody {
  @YesNoField()
  readonly allowed!: boolean;
}
