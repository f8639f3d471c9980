import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

export const partnerKinds = ['dekranas', 'ministry', 'agency', 'other'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** An organisation that holds programs together with the office and receives their reports. */
@Entity('partners')
@Index('ix_partners_office_id', ['officeId', 'id'])
@Check('ck_partners_kind', "kind IN ('dekranas', 'ministry', 'agency', 'other')")
export class Partner {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @TextColumn(200) name!: string;
  @WordColumn() kind!: PartnerKind;
  @InstantColumn() readonly createdAt!: Date;
}
