import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Partner } from './partner.entity.js';
import { Program } from './program.entity.js';

@Entity('program_partners')
export class ProgramPartner {
  @ForeignKey(() => Program) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly programId!: string;
  @ForeignKey(() => Partner) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly partnerId!: string;
}
