import { IsOptional, IsString, MaxLength } from 'class-validator';

const longestTyped = 1_000;

/** Email and password, or what the page made of them together with a code. */
export class SignInForm {
  @IsOptional()
  @IsString()
  @MaxLength(254)
  readonly email?: string;

  @IsOptional()
  @IsString()
  @MaxLength(longestTyped)
  readonly password?: string;

  @IsOptional()
  @IsString()
  @MaxLength(longestTyped)
  readonly proof?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly code?: string;

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
