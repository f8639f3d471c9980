import { IsOptional, IsString, MaxLength } from 'class-validator';
import { CredentialsBody } from './identity.dto.js';

const longestTyped = 1_000;

export class SignInForm extends CredentialsBody {
  @IsOptional()
  @IsString()
  @MaxLength(longestTyped)
  readonly next?: string;
}

export class PasswordForm {
  @IsString()
  @MaxLength(longestTyped)
  readonly password!: string;

  @IsString()
  @MaxLength(longestTyped)
  readonly again!: string;
}
