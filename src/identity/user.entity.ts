import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from './office.entity.js';

export const userRoles = ['administrator', 'organizer', 'attendant'] as const;
export type UserRole = (typeof userRoles)[number];

/** A member of the office's staff who signs in. */
@Entity('users')
@Index('uq_users_email', ['email'], { unique: true })
@Check('ck_users_role', "role IN ('administrator', 'organizer', 'attendant')")
export class User {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  /** In lower case. */
  @TextColumn(254) readonly email!: string;
  @TextColumn(100) name!: string;
  @WordColumn() role!: UserRole;
  /** Argon2id in PHC form; null until the set-password link was used. */
  @TextColumn(200, { nullable: true }) passwordHash!: string | null;
  /** Raised by every use of a set-password link, which ends the older ones. */
  @IntegerColumn() tokenVersion!: number;
  @InstantColumn({ nullable: true }) passwordLinkExpiresAt!: Date | null;
  @InstantColumn({ nullable: true }) disabledAt!: Date | null;
  @InstantColumn() readonly createdAt!: Date;
}
