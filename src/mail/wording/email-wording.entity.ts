import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../../database/columns.js';
import type { Locale } from '../../kernel/locale.js';
import { longestBody, longestSubjectSource } from './wording.rules.js';

/** An office's own words for one mail in one language. Without a row, our words hold. */
@Entity('email_wordings')
@Index('uq_email_wordings_office_template_locale', ['officeId', 'template', 'locale'], { unique: true })
@Check('ck_email_wordings_locale', "locale IN ('id', 'en')")
export class EmailWording {
  @IdColumn() readonly id!: string;
  @ForeignKey('Office') @ReferenceColumn() readonly officeId!: string;
  @TextColumn(60) readonly template!: string;
  @WordColumn() readonly locale!: Locale;
  @TextColumn(longestSubjectSource) subject!: string;
  @TextColumn(longestBody) body!: string;
  /** Counts the changes from 1, so that two who edit at once are told of one another. */
  @IntegerColumn() version!: number;
  @InstantColumn() changedAt!: Date;
  /** When a mail last went out in our words because these could not be rendered; null while they do. */
  @InstantColumn({ nullable: true }) brokenAt!: Date | null;
}
