import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn, ReferenceColumn, WordColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import type { ReportFrequency } from './partner-link.rules.js';

/** A contact's one link to the live reports of its partner, and how often it wants to be mailed. Holds no secret. */
@Entity('partner_links')
@Check('ck_partner_links_frequency', "frequency IN ('daily', 'final', 'none')")
export class PartnerLink {
  @ForeignKey(() => PartnerContact, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  readonly contactId!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  /** Raising it ends every link that was given out before. */
  @IntegerColumn() readonly tokenVersion!: number;
  @InstantColumn() readonly expiresAt!: Date;
  @InstantColumn({ nullable: true }) readonly revokedAt!: Date | null;
  @WordColumn() readonly frequency!: ReportFrequency;
}
