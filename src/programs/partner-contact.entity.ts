import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import { Partner } from './partner.entity.js';

/** A person at a partner to whom attendance reports are mailed. */
@Entity('partner_contacts')
@Index('uq_partner_contacts_email', ['partnerId', 'email'], { unique: true })
export class PartnerContact {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Partner) @ReferenceColumn() readonly partnerId!: string;
  @TextColumn(150) name!: string;
  @TextColumn(254) email!: string;
  /** Since when it receives nothing any more; null for one that does. */
  @InstantColumn({ nullable: true }) retiredAt!: Date | null;
}
