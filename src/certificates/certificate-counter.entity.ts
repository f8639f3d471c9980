import { Entity, PrimaryColumn } from 'typeorm';
import { IntegerColumn } from '../database/columns.js';

/** The last number given per office and year; updated in the issuing transaction, so that no number is lost. */
@Entity('certificate_counters')
export class CertificateCounter {
  @PrimaryColumn({ type: 'varchar', length: 36 }) readonly officeId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly year!: number;
  @IntegerColumn() readonly last!: number;
}
