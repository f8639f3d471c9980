import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EmailField, NameField, ReadField, TextField, WordField, YesNoField, type Presence } from '../http/fields.js';
import { userRoles, type UserRole } from './user.entity.js';

const longestTyped = 1_000;
const longestCode = 40;

export class CredentialsBody {
  @IsString()
  @MaxLength(254)
  readonly email!: string;

  @IsString()
  @MaxLength(longestTyped)
  readonly password!: string;

  /** Of the authenticator app or the paper, for who chose to be asked for it. */
  @IsOptional()
  @IsString()
  @MaxLength(longestCode)
  readonly code?: string;
}

export class UserBody {
  @EmailField()
  readonly email!: string;

  @NameField()
  readonly name!: string;

  @WordField(userRoles)
  readonly role!: UserRole;
}

export class UserChangeBody {
  @NameField({ optional: true })
  readonly name?: string;

  @WordField(userRoles, { optional: true })
  readonly role?: UserRole;

  @YesNoField({ optional: true })
  readonly disabled?: boolean;
}

const placeholders = ['{seq}', '{kind}', '{romanMonth}', '{year}'];

/** Certificates need their running number; other placeholders are ours alone. */
function NumberPatternField(options: Presence): PropertyDecorator {
  return ReadField((text) => {
    const named: readonly string[] = text.match(/\{[^}]*\}?/g) ?? [];
    const sound = text.length <= 100 && named.includes('{seq}') && named.every((name) => placeholders.includes(name));
    return sound ? { ok: true, value: text } : { ok: false, code: 'certificate_pattern' };
  }, options);
}

export class OfficeChangeBody {
  @TextField({ max: 200, optional: true })
  readonly name?: string;

  @TextField({ max: 200, optional: true })
  readonly parentName?: string;

  @TextField({ max: 300, optional: true })
  readonly address?: string;

  @TextField({ max: 100, optional: true })
  readonly city?: string;

  @EmailField({ clearable: true })
  readonly email?: string | null;

  @TextField({ max: 20, clearable: true })
  readonly phone?: string | null;

  @NumberPatternField({ optional: true })
  readonly certificateNumberPattern?: string;

  @TextField({ max: 150, optional: true })
  readonly signatoryTitle?: string;

  @TextField({ max: 150, optional: true })
  readonly signatoryName?: string;

  @TextField({ max: 30, clearable: true })
  readonly signatoryNip?: string | null;
}
