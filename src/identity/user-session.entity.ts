import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { User } from './user.entity.js';

export type UserSessionKind = 'bearer' | 'cookie';

/** One sign-in. The token itself is never kept, only its SHA-256. */
@Entity('user_sessions')
@Index('uq_user_sessions_token_hash', ['tokenHash'], { unique: true })
@Index('ix_user_sessions_user_id', ['userId'])
@Check('ck_user_sessions_kind', "kind IN ('bearer', 'cookie')")
export class UserSession {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => User) @ReferenceColumn() readonly userId!: string;
  @WordColumn() readonly kind!: UserSessionKind;
  @TextColumn(64) readonly tokenHash!: string;
  @InstantColumn() readonly createdAt!: Date;
  @InstantColumn() readonly expiresAt!: Date;
  @InstantColumn() lastUsedAt!: Date;
  @InstantColumn({ nullable: true }) revokedAt!: Date | null;
}
