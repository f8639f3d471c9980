import { Entity } from 'typeorm';
import { InstantColumn, IntegerColumn } from '../database/columns.js';
import { PrimaryColumn } from 'typeorm';

/** How often something was tried within a window; shared by all processes. The key holds hashes, no personal data. */
@Entity('rate_counters')
export class RateCounter {
  @PrimaryColumn({ type: 'varchar', length: 120 }) readonly key!: string;
  @InstantColumn() windowEndsAt!: Date;
  @IntegerColumn() count!: number;
}
