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
import { Registration } from '../registrations/registration.entity.js';
import type { CertificateContent } from './certificate.content.js';

export type CertificateStatus = 'issued' | 'replaced' | 'revoked';

/** A certificate as it was issued. Never deleted: it is replaced by a later version or revoked with a reason. */
@Entity('certificates')
@Index('uq_certificates_number', ['officeId', 'year', 'sequence', 'version'], { unique: true })
@Index('uq_certificates_issued', ['registrationId'], { unique: true, where: "status = 'issued'" })
@Index('ix_certificates_registration_id', ['registrationId'])
@Check('ck_certificates_status', "status IN ('issued', 'replaced', 'revoked')")
export class Certificate {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Registration) @ReferenceColumn() readonly registrationId!: string;
  /** Of issue, in the batch's zone. */
  @IntegerColumn() readonly year!: number;
  /** Without gap from 1 within office and year. */
  @IntegerColumn() readonly sequence!: number;
  @TextColumn(120) readonly number!: string;
  /** 1, and one more for each corrected name under the same number. */
  @IntegerColumn() readonly version!: number;
  @WordColumn() readonly status!: CertificateStatus;
  @IntegerColumn() readonly tokenVersion!: number;
  /** Every printed field, so that the same certificate always gives the same bytes. */
  @JsonColumn() readonly content!: CertificateContent;
  @InstantColumn() readonly issuedAt!: Date;
  @InstantColumn({ nullable: true }) readonly revokedAt!: Date | null;
  @TextColumn(500, { nullable: true }) readonly revocationReason!: string | null;
}
