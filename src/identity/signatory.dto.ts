import { TextField } from '../http/fields.js';

export class SignatoryBody {
  @TextField({ max: 150 })
  readonly title!: string;

  @TextField({ max: 150 })
  readonly name!: string;

  @TextField({ max: 30, clearable: true })
  readonly nip?: string | null;

  /** Pangkat/golongan. */
  @TextField({ max: 100, clearable: true })
  readonly grade?: string | null;
}
