import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { queryNamed } from '../../database/named-query.js';
import { plannedAnew } from '../../database/preparing-client.js';
import { normalizeCode } from '../../kernel/short-code.js';
import { likePart } from '../registration-filter.js';
import { Registration } from '../registration.entity.js';
import { SearchedBatch } from './searched-batch.entity.js';

/** The index knows a name by each three letters in a row; of fewer it can tell nothing. */
const lettersInARow = 3;

/** A row of the index is numbered by its batch and, within this span, by the registration's sequence. */
const span = 2 ** 32;

/** What the engines say differently. */
const dialects = {
  sqlite: {
    holds: 'registration_names MATCH :letters',
    isAmong: 'IN (SELECT value FROM json_each(:sequences))',
    list: (sequences: readonly number[]): unknown => JSON.stringify(sequences),
  },
  postgres: {
    holds: "name LIKE :part ESCAPE '\\'",
    isAmong: '= ANY(:sequences)',
    list: (sequences: readonly number[]): unknown => sequences,
  },
};

export interface Candidates {
  /** Of all registrations that may be meant, and of some that are not. */
  readonly sequences: readonly number[];
  /** The last sequence that was looked at. */
  readonly through: number;
  /** Whether the index knows no more of them. */
  readonly all: boolean;
}

/** Tells in which of a large batch's registrations a part of a name, or a whole code, is to be looked for. */
export class NameIndex {
  private readonly dialect: (typeof dialects)['sqlite'];

  private constructor(
    private readonly reader: EntityManager,
    private readonly batch: SearchedBatch,
    private readonly q: string,
    private readonly coded: number | undefined,
  ) {
    this.dialect = dialects[reader.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite'];
  }

  /** Null when a batch has none, or `q` is too short for it. */
  static async of(reader: EntityManager, batchId: string, q: string): Promise<NameIndex | null> {
    if (lettersOf(q).length === 0) return null;
    const batch = await reader.findOneBy(SearchedBatch, { batchId });
    if (batch === null) return null;
    const code = normalizeCode(q);
    const coded = code === null ? null : await reader.findOneBy(Registration, { batchId, code });
    return new NameIndex(reader, batch, q, coded?.sequence);
  }

  /** The next candidates, about so many, in order of registering. */
  async next(after: number, most: number): Promise<Candidates> {
    const named = await this.named(after, most);
    const all = named.length < most;
    const through = all ? Math.max(after, this.batch.through) : (named.at(-1) ?? after);
    const coded = [this.coded ?? 0].filter((sequence) => sequence > after && sequence <= through);
    return { sequences: [...named, ...coded], through, all };
  }

  /** Leaves these in a list. */
  narrow(query: SelectQueryBuilder<Registration>, { sequences }: Candidates): void {
    const { isAmong, list } = this.dialect;
    query.andWhere(`registration.sequence ${isAmong}`, { sequences: list(sequences) });
  }

  private async named(after: number, most: number): Promise<number[]> {
    const first = this.batch.number * span;
    const rows = await queryNamed<{ place: number | string }>(
      this.reader,
      `${plannedAnew}SELECT rowid AS place FROM registration_names WHERE ${this.dialect.holds}
       AND rowid > CAST(:after AS bigint) AND rowid <= CAST(:through AS bigint) ORDER BY rowid LIMIT :most`,
      {
        part: likePart(this.q),
        letters: lettersOf(this.q).map(quoted).join(' AND '),
        after: first + after,
        through: first + this.batch.through,
        most,
      },
    );
    return rows.map(({ place }) => Number(place) - first);
  }
}

/** Each three letters in a row. */
function lettersOf(q: string): string[] {
  const letters = [...q.toLowerCase()];
  const ends = letters.slice(lettersInARow - 1);
  return [...new Set(ends.map((_, at) => letters.slice(at, at + lettersInARow).join('')))];
}

/** As SQLite's full-text index reads it: nothing within is an operator. */
function quoted(letters: string): string {
  return `"${letters.replaceAll('"', '""')}"`;
}
