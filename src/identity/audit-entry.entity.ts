import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { Office } from './office.entity.js';

export type ActorKind = 'user' | 'participant' | 'system';

/** Who did what, when, and from what to what. Only ever added to; holds no NIK, phone or birth date. */
@Entity('audit_entries')
@Index('ix_audit_entries_subject', ['officeId', 'subjectType', 'subjectId'])
@Index('ix_audit_entries_office_id', ['officeId', 'id'])
@Check('ck_audit_entries_actor_kind', "actor_kind IN ('user', 'participant', 'system')")
export class AuditEntry {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @InstantColumn() readonly at!: Date;
  @WordColumn() readonly actorKind!: ActorKind;
  /** A user's id; null for the system and for participants. */
  @ReferenceColumn({ nullable: true }) readonly actorId!: string | null;
  /** `registration.confirmed`, `attendance.marked`, … */
  @TextColumn(60) readonly action!: string;
  @TextColumn(30) readonly subjectType!: string;
  @ReferenceColumn() readonly subjectId!: string;
  @JsonColumn({ nullable: true }) readonly before!: Readonly<Record<string, unknown>> | null;
  @JsonColumn({ nullable: true }) readonly after!: Readonly<Record<string, unknown>> | null;
}
