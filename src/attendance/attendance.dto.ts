import { IsUUID } from 'class-validator';
import { InstantField, TextField, WordField } from '../http/fields.js';
import { attendanceStatuses, type AttendanceStatus } from './attendance.rules.js';

export class CheckInBody {
  /** The secret token in the QR of the participant's ticket. */
  @TextField({ max: 100 })
  readonly ticket!: string;

  /** When the ticket was scanned, for scans that a phone kept while it was offline; now when left out. */
  @InstantField({ optional: true })
  readonly at?: Date;
}

/** Somebody who is found by name or code, without a ticket at hand. */
export class ArrivalBody {
  @IsUUID()
  readonly registrationId!: string;

  /** When the person was there, as for a ticket; now when left out. */
  @InstantField({ optional: true })
  readonly at?: Date;
}

export class AttendanceMarkBody {
  @WordField(attendanceStatuses)
  readonly status!: AttendanceStatus;

  @TextField({ max: 500, optional: true })
  readonly note?: string;
}
