import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

/** What a request with an `Idempotency-Key` led to: a status and a row, never the answer itself. */
@Entity('idempotency_keys')
@Index('uq_idempotency_keys_scope_key', ['scope', 'key'], { unique: true })
@Index('ix_idempotency_keys_created_at', ['createdAt'])
export class IdempotencyKey {
  @IdColumn() readonly id!: string;
  /** Route and caller, so that nobody meets another's key. */
  @TextColumn(200) readonly scope!: string;
  @TextColumn(100) readonly key!: string;
  /** HMAC-SHA-256 of the canonical body, in hex. */
  @TextColumn(64) readonly bodyHash!: string;
  @IntegerColumn() readonly status!: number;
  @ReferenceColumn() readonly resourceId!: string;
  @InstantColumn() readonly createdAt!: Date;
}
