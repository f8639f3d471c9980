import { NameField, TextField } from '../http/fields.js';

export class RevocationBody {
  /** Shown on the public verification page. */
  @TextField({ max: 500 })
  readonly reason!: string;
}

export class ReplacementBody {
  /** The name as it should have been printed. */
  @NameField()
  readonly name!: string;
}
