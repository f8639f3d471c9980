import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { User } from '../identity/user.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';

/** By a scan at the door, by hand, or by the participant's own phone. */
export type AttendanceMethod = 'ticket' | 'manual' | 'self';

/** Whether a confirmed registrant was at a session. */
@Entity('attendances')
@Index('uq_attendances_session_registration', ['sessionId', 'registrationId'], { unique: true })
@Index('ix_attendances_registration_id', ['registrationId'])
@Check('ck_attendances_status', "status IN ('present', 'late', 'excused', 'sick', 'absent')")
@Check('ck_attendances_method', "method IN ('ticket', 'manual', 'self')")
export class Attendance {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Session) @ReferenceColumn() readonly sessionId!: string;
  @ForeignKey(() => Registration) @ReferenceColumn() readonly registrationId!: string;
  @WordColumn() status!: AttendanceStatus;
  @WordColumn() method!: AttendanceMethod;
  /** When the person was there; null for those who were not. */
  @InstantColumn({ nullable: true }) checkedInAt!: Date | null;
  @TextColumn(500, { nullable: true }) note!: string | null;
  /** The member of staff; null when the participant did it. */
  @ForeignKey(() => User) @ReferenceColumn({ nullable: true }) recordedBy!: string | null;
  @InstantColumn() recordedAt!: Date;
}
