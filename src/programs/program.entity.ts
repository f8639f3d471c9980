import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from '../identity/office.entity.js';

export const programKinds = ['diklat', 'bimtek', 'dialog'] as const;
export type ProgramKind = (typeof programKinds)[number];

export const fundingSources = ['apbd', 'apbn', 'dak_nonfisik', 'other'] as const;
export type FundingSource = (typeof fundingSources)[number];

/** What a program may ask for beyond the least; NIK follows from the kind. */
export const requirableFields = ['nib', 'email', 'address', 'birthDate'] as const;
export type RequirableField = (typeof requirableFields)[number];

/** What is funded and reported. */
@Entity('programs')
@Index('ix_programs_office_id', ['officeId', 'id'])
@Check('ck_programs_kind', "kind IN ('diklat', 'bimtek', 'dialog')")
@Check('ck_programs_funding_source', "funding_source IN ('apbd', 'apbn', 'dak_nonfisik', 'other')")
export class Program {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @WordColumn() readonly kind!: ProgramKind;
  @TextColumn(200) title!: string;
  @TextColumn(200, { nullable: true }) theme!: string | null;
  @TextColumn(4000, { nullable: true }) description!: string | null;
  /** A calendar year. */
  @IntegerColumn() fiscalYear!: number;
  @WordColumn() fundingSource!: FundingSource;
  /** Percent of the lesson hours held that a certificate asks for, 0 to 100. */
  @IntegerColumn() minimumAttendance!: number;
  @JsonColumn() requiredFields!: readonly RequirableField[];
  @InstantColumn() readonly createdAt!: Date;
}
