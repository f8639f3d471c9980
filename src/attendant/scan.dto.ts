import { IsUUID } from 'class-validator';
import { InstantField, Optional, TextField } from '../http/fields.js';

/** What a phone at the door noted: a ticket that was scanned, or somebody who was found by name or code. */
export class ScanBody {
  /** Made by the phone; a scan that is sent again has no second effect. */
  @IsUUID()
  readonly id!: string;

  @TextField({ max: 100, optional: true })
  readonly ticket?: string;

  @Optional()
  @IsUUID()
  readonly registrationId?: string;

  /** When it was noted, by the server's clock as far as the phone knows it. */
  @InstantField()
  readonly at!: Date;
}
