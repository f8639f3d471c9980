import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { WordField } from '../http/fields.js';
import { programKinds, type ProgramKind } from '../programs/program.entity.js';

export class RecapQuery {
  /** All years when left out. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(2000)
  @Max(2100)
  readonly fiscalYear?: number;

  /** All kinds when left out. */
  @WordField(programKinds, { optional: true })
  readonly kind?: ProgramKind;
}
