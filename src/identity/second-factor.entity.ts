import { Entity, ForeignKey } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  LongTextColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import { Office } from './office.entity.js';
import { User } from './user.entity.js';

/** What a user proves besides the password: an authenticator app, or codes on paper for when it is lost. */
@Entity('second_factors')
export class SecondFactor {
  /** The user's id. */
  @ForeignKey(() => User) @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  /** 160 random bits in hex, sealed and bound to office and user. */
  @TextColumn(200) readonly secretCiphertext!: string;
  /** Asked for at sign-in from then on; null until the first code was shown to be right. */
  @InstantColumn({ nullable: true }) readonly confirmedAt!: Date | null;
  /** Of the last code that was taken: none is taken twice, nor one before it. */
  @IntegerColumn() readonly lastStep!: number;
  /** SHA-256 in hex of the codes on paper that were not used yet, with blanks between. */
  @LongTextColumn() readonly recoveryHashes!: string;
}
