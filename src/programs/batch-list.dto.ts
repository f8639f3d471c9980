import { IsOptional, IsUUID } from 'class-validator';
import { RegencyField, TextField, WordField } from '../http/fields.js';
import { PageQuery } from '../http/paging.js';
import { batchStatuses, type BatchStatus } from './batch.entity.js';
import { programKinds, type ProgramKind } from './program.entity.js';

export class BatchListQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  readonly programId?: string;

  @WordField(batchStatuses, { optional: true })
  readonly status?: BatchStatus;
}

export class PublicBatchListQuery extends PageQuery {
  @WordField(programKinds, { optional: true })
  readonly kind?: ProgramKind;

  /** Of the venue. */
  @RegencyField({ optional: true })
  readonly regencyCode?: string;

  /** Words that all stand in title, theme, description, venue or address, in any case. */
  @TextField({ max: 100, optional: true })
  readonly q?: string;
}
