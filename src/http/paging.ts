import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const defaultLimit = 50;
const largestLimit = 200;

/** `?after=<id of the last row seen>&limit=50`. Lists are paged by key: a row added meanwhile shifts nothing. */
export class PageQuery {
  @IsOptional()
  @IsUUID()
  readonly after?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(largestLimit)
  readonly limit: number = defaultLimit;
}

export interface Page<T> {
  readonly items: T[];
  /** The `after` of the next page; null on the last. */
  readonly next: string | null;
}

/** Makes a page of up to `limit + 1` rows that were fetched. */
export function pageOf<Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(show), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
