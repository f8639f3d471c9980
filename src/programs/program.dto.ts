import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsUUID } from 'class-validator';
import {
  Optional,
  EmailField,
  NameField,
  PhoneField,
  TextField,
  WholeNumberField,
  WordField,
  GroupsOf,
} from '../http/fields.js';
import { partnerKinds, type PartnerKind } from './partner.entity.js';
import {
  fundingSources,
  programKinds,
  requirableFields,
  type FundingSource,
  type ProgramKind,
  type RequirableField,
} from './program.entity.js';

export const defaultMinimumAttendance = 75;

export class ProgramBody {
  @WordField(programKinds)
  readonly kind!: ProgramKind;

  @TextField({ max: 200 })
  readonly title!: string;

  @TextField({ max: 200, optional: true })
  readonly theme?: string;

  @TextField({ max: 4000, lines: 'many', optional: true })
  readonly description?: string;

  @WholeNumberField({ min: 2000, max: 2100 })
  readonly fiscalYear!: number;

  @WordField(fundingSources)
  readonly fundingSource!: FundingSource;

  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly partnerIds?: string[];

  /** Percent of the lesson hours that a certificate asks for; 75 when left out. */
  @WholeNumberField({ min: 0, max: 100, optional: true })
  readonly minimumAttendance?: number;

  /** What registrants must give beyond the least. */
  @Optional()
  @IsArray()
  @ArrayUnique()
  @IsIn(requirableFields, { each: true })
  readonly requiredFields?: RequirableField[];
}

export class ProgramChange {
  @TextField({ max: 200, optional: true })
  readonly title?: string;

  @TextField({ max: 200, clearable: true })
  readonly theme?: string | null;

  @TextField({ max: 4000, lines: 'many', clearable: true })
  readonly description?: string | null;

  @WholeNumberField({ min: 2000, max: 2100, optional: true })
  readonly fiscalYear?: number;

  @WordField(fundingSources, { optional: true })
  readonly fundingSource?: FundingSource;

  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly partnerIds?: string[];

  @WholeNumberField({ min: 0, max: 100, optional: true })
  readonly minimumAttendance?: number;

  @Optional()
  @IsArray()
  @ArrayUnique()
  @IsIn(requirableFields, { each: true })
  readonly requiredFields?: RequirableField[];
}

export class PartnerContactBody {
  @NameField()
  readonly name!: string;

  @EmailField()
  readonly email!: string;
}

/** Equal for addresses that differ in case only; what has no address is like nothing else. */
function mailbox(contact: unknown): unknown {
  const { email } = (contact ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : Symbol('no address');
}

export class PartnerBody {
  @TextField({ max: 200 })
  readonly name!: string;

  @WordField(partnerKinds)
  readonly kind!: PartnerKind;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique((contact: unknown) => mailbox(contact))
  @GroupsOf(() => PartnerContactBody)
  readonly contacts!: PartnerContactBody[];
}

export class TrainerBody {
  @NameField()
  readonly name!: string;

  @TextField({ max: 200, optional: true })
  readonly organization?: string;

  @EmailField({ optional: true })
  readonly email?: string;

  @PhoneField({ optional: true })
  readonly phone?: string;
}
