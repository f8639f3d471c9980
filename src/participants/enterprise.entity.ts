import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn, WordColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

export const enterpriseKinds = ['umkm', 'cooperative'] as const;
export type EnterpriseKind = (typeof enterpriseKinds)[number];

export const enterpriseScales = ['micro', 'small', 'medium', 'unknown'] as const;
export type EnterpriseScale = (typeof enterpriseScales)[number];

/** An UMKM or a cooperative, as its people describe it. */
@Entity('enterprises')
@Index('ix_enterprises_nib', ['officeId', 'kind', 'nib'])
@Check('ck_enterprises_kind', "kind IN ('umkm', 'cooperative')")
@Check('ck_enterprises_scale', "scale IN ('micro', 'small', 'medium', 'unknown')")
export class Enterprise {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @WordColumn() readonly kind!: EnterpriseKind;
  @TextColumn(150) name!: string;
  /** 13 digits. */
  @TextColumn(13, { nullable: true }) nib!: string | null;
  /** Nomor Induk Koperasi; its form differs between offices. */
  @TextColumn(40, { nullable: true }) cooperativeNumber!: string | null;
  @TextColumn(60, { nullable: true }) sector!: string | null;
  @WordColumn({ nullable: true }) scale!: EnterpriseScale | null;
  @TextColumn(5, { nullable: true }) regencyCode!: string | null;
  @InstantColumn() readonly createdAt!: Date;
}
