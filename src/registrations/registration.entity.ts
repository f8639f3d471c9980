import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import type { Locale } from '../kernel/locale.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Participant, type Gender } from '../participants/participant.entity.js';
import { Batch } from '../programs/batch.entity.js';
import type { RegistrationStatus } from './registration.rules.js';

export const participantRoles = ['owner', 'board', 'supervisor', 'manager', 'member', 'employee', 'aspiring'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

/** Those whom a cooperative registers. */
export const cooperativeRoles = [
  'board',
  'supervisor',
  'manager',
  'employee',
  'member',
] as const satisfies readonly ParticipantRole[];
export type CooperativeRole = (typeof cooperativeRoles)[number];

export const registrationChannels = ['online', 'staff', 'walk_in', 'import'] as const;
export type RegistrationChannel = (typeof registrationChannels)[number];

/** Something about the answers that staff should look at; never a reason to refuse. */
export interface RegistrationWarning {
  readonly field: string;
  readonly code: string;
}

/**
 * A person's wish to take part in a batch, and what became of it. The contact is kept as it was given for this
 * batch: whoever knows a NIK must not be able to redirect the mail of that person's other registrations.
 */
@Entity('registrations')
@Index('uq_registrations_code', ['code'], { unique: true })
@Index('uq_registrations_sequence', ['batchId', 'sequence'], { unique: true })
@Index('uq_registrations_live', ['batchId', 'participantId'], {
  unique: true,
  where: "status IN ('submitted', 'confirmed', 'waitlisted')",
})
@Index('ix_registrations_status', ['batchId', 'status', 'sequence'])
@Index('ix_registrations_participant_id', ['participantId'])
@Index('ix_registrations_group_id', ['groupId'])
@Check('ck_registrations_status', "status IN ('submitted', 'confirmed', 'waitlisted', 'rejected', 'cancelled')")
@Check('ck_registrations_channel', "channel IN ('online', 'staff', 'walk_in', 'import')")
export class Registration {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  @ForeignKey(() => Participant) @ReferenceColumn() readonly participantId!: string;
  @ForeignKey(() => Enterprise) @ReferenceColumn({ nullable: true }) readonly enterpriseId!: string | null;
  /** Shared by those whom somebody registered together: they are seated and wait together. Null for who came alone. */
  @ReferenceColumn({ nullable: true }) readonly groupId!: string | null;
  /** `K7M4-9QTX`, for people; alone it opens nothing. */
  @TextColumn(9) readonly code!: string;
  @WordColumn() readonly status!: RegistrationStatus;
  /** The order of registering within the batch. */
  @IntegerColumn() readonly sequence!: number;
  /** Raised by every change of state; part of the dedupe key of its mails. */
  @IntegerColumn() readonly revision!: number;
  /** Raising it ends all links of this registration. */
  @IntegerColumn() readonly tokenVersion!: number;
  @TextColumn(100) readonly name!: string;
  @WordColumn({ nullable: true }) readonly gender!: Gender | null;
  /** E.164. */
  @TextColumn(20) readonly phone!: string;
  @TextColumn(254, { nullable: true }) readonly email!: string | null;
  @TextColumn(5, { nullable: true }) readonly regencyCode!: string | null;
  @TextColumn(255, { nullable: true }) readonly address!: string | null;
  @WordColumn({ nullable: true }) readonly role!: ParticipantRole | null;
  @WordColumn() readonly channel!: RegistrationChannel;
  @WordColumn() readonly locale!: Locale;
  @JsonColumn() readonly warnings!: readonly RegistrationWarning[];
  /** Why it was rejected or cancelled. */
  @TextColumn(500, { nullable: true }) readonly reason!: string | null;
  @InstantColumn() readonly createdAt!: Date;
  /** Of the last change of state. */
  @InstantColumn() readonly statusChangedAt!: Date;
}
