import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PublicBatchListQuery } from './batch-list.dto.js';

/** The list's page also knows the language that was chosen. */
export class EventListQuery extends PublicBatchListQuery {
  @IsOptional()
  @IsString()
  @MaxLength(5)
  readonly lang?: string;
}
