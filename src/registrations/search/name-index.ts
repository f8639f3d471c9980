import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { normalizeCode } from '../../kernel/short-code.js';
import { Registration } from '../registration.entity.js';
import { lettersOf, placesOnPostgres, placesOnSqlite, type Places } from './holding-names.js';
import { placesOfBatch, SearchedBatch } from './searched-batch.entity.js';

export interface Candidates {
  /** Of all registrations that may be meant, and of some that are not. */
  readonly sequences: readonly number[];
  /** The last sequence that was looked at. */
  readonly through: number;
  /** Whether the index knows no more of them. */
  readonly all: boolean;
}

/** Tells among which of a large batch's registrations a part of a name, or a whole code, is to be looked for. */
export class NameIndex {
  private constructor(
    private readonly places: Places,
    private readonly batch: SearchedBatch,
    private readonly coded: number | undefined,
  ) {}

  /** Null when there is none for this batch, or it is no help with this `q`. */
  static async of(reader: EntityManager, batchId: string, q: string): Promise<NameIndex | null> {
    if (lettersOf(q).length === 0) return null;
    const batch = await reader.findOneBy(SearchedBatch, { batchId });
    if (batch === null) return null;
    const first = batch.number * placesOfBatch;
    const span = { first, last: first + batch.through };
    const places = await (onPostgres(reader) ? placesOnPostgres : placesOnSqlite)(reader, span, q);
    if (places === null) return null;
    const code = normalizeCode(q);
    const coded = code === null ? null : await reader.findOneBy(Registration, { batchId, code });
    return new NameIndex(places, batch, coded?.sequence);
  }

  /** The next candidates, about so many, in order of registering. */
  async next(after: number, most: number): Promise<Candidates> {
    const first = this.batch.number * placesOfBatch;
    const named = (await this.places(first + after, most)).map((place) => place - first);
    const all = named.length < most;
    const through = all ? Math.max(after, this.batch.through) : (named.at(-1) ?? after);
    const coded = [this.coded ?? 0].filter((sequence) => sequence > after && sequence <= through);
    return { sequences: [...named, ...coded], through, all };
  }
}

type Query = SelectQueryBuilder<Registration>;

/** Leaves these in a list, by a statement that is the same for any number of them. */
export function among(query: Query, { sequences }: Candidates): Query {
  if (onPostgres(query)) return query.andWhere('registration.sequence = ANY(:sequences)', { sequences });
  return query.andWhere('registration.sequence IN (SELECT value FROM json_each(:sequences))', {
    sequences: JSON.stringify(sequences),
  });
}

function onPostgres({ dataSource }: Pick<EntityManager, 'dataSource'>): boolean {
  return dataSource.options.type === 'postgres';
}
