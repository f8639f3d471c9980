import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, TextColumn } from '../database/columns.js';

/** The tenant: a government office that holds training. Every other row is reached through its id. */
@Entity('offices')
export class Office {
  @IdColumn() readonly id!: string;
  @TextColumn(200) name!: string;
  /** The government it belongs to, as printed above its name on a letterhead. */
  @TextColumn(200) parentName!: string;
  @TextColumn(300) address!: string;
  /** Where its papers are signed: "Banjarbaru". */
  @TextColumn(100) city!: string;
  /** Two digits, Kemendagri: the kabupaten/kota of this province head every recap. */
  @TextColumn(2) provinceCode!: string;
  @TextColumn(254, { nullable: true }) email!: string | null;
  @TextColumn(20, { nullable: true }) phone!: string | null;
  /** With `{seq}`, `{kind}`, `{romanMonth}` and `{year}`. */
  @TextColumn(100) certificateNumberPattern!: string;
  @TextColumn(150) signatoryTitle!: string;
  @TextColumn(150) signatoryName!: string;
  @TextColumn(30, { nullable: true }) signatoryNip!: string | null;
  @InstantColumn() readonly createdAt!: Date;
}
