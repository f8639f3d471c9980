import type { EntityManager } from 'typeorm';
import { queryNamed } from '../../database/named-query.js';
import { likePart } from '../registration-filter.js';

/** The next places in the index after one of them, in order and `most` at most, of names that may be meant. */
export type Places = (after: number, most: number) => Promise<number[]>;

/** The names of a batch in the index: those of these places, the first excluded. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The index knows a name by each three letters in a row. */
const lettersInARow = 3;

/** What a name that holds `q` holds at least; nothing of a `q` that is too short. */
export function lettersOf(q: string): string[] {
  const letters = Array.from(q.toLowerCase());
  const ends = letters.slice(lettersInARow - 1);
  return [...new Set(ends.map((_, at) => letters.slice(at, at + lettersInARow).join('')))];
}

/** Names with all of these letters, `q` or not. SQLite reads the lists of letters side by side, from where it is told. */
export function placesOnSqlite(reader: EntityManager, { last }: Span, q: string): Places {
  const letters = lettersOf(q).map(quoted).join(' AND ');
  const statement = `SELECT rowid AS place FROM registration_names WHERE registration_names MATCH :letters
    AND rowid > CAST(:after AS integer) AND rowid <= CAST(:last AS integer) ORDER BY rowid LIMIT :most`;
  return async (after, most) => {
    const rows = await queryNamed<{ place: number }>(reader, statement, { letters, after, last, most });
    return rows.map(({ place }) => place);
  };
}

/** As the full-text index reads it: nothing within is an operator. */
function quoted(letters: string): string {
  return `"${letters.replaceAll('"', '""')}"`;
}

/** Reading the lists of frequent letters takes long, and the rarest few leave hardly anybody else. */
const rarest = 3;
const sampleSize = 200;
/** Of the sample; as many of the whole batch are found soon without the index. */
const frequent = 4;

/**
 * Names that hold `q`. PostgreSQL reads all of a list of letters, however few of it are asked for: a sample of the names
 * tells which lists are short. Null when `q` itself is frequent.
 */
export async function placesOnPostgres(reader: EntityManager, span: Span, q: string): Promise<Places | null> {
  const counts = await countsInSample(reader, span, [...lettersOf(q), q.toLowerCase()]);
  if ((counts.get(q.toLowerCase()) ?? 0) >= frequent) return null;
  const byCount = lettersOf(q).sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
  const letters = byCount.slice(0, rarest);
  const statement = `WITH found AS MATERIALIZED
      (SELECT rowid, name FROM registration_names WHERE letters_of(name) @> CAST(:letters AS text[]))
    SELECT rowid AS place FROM found WHERE name LIKE :part ESCAPE '\\'
    AND rowid > CAST(:after AS bigint) AND rowid <= CAST(:last AS bigint) ORDER BY rowid LIMIT :most`;
  return async (after, most) => {
    const parameters = { letters, part: likePart(q), after, last: span.last, most };
    const rows = await queryNamed<{ place: string }>(reader, statement, parameters);
    return rows.map(({ place }) => Number(place));
  };
}

/** In how many names of a sample each of these is. */
async function countsInSample(
  reader: EntityManager,
  { first, last }: Span,
  parts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const places = Array.from({ length: sampleSize }, () => first + Math.ceil(Math.random() * (last - first)));
  const rows = await queryNamed<{ part: string; count: string }>(
    reader,
    `SELECT part, COUNT(*) AS count FROM unnest(CAST(:parts AS text[])) part
     JOIN registration_names ON strpos(name, part) > 0
     WHERE rowid = ANY(CAST(:places AS bigint[])) GROUP BY part`,
    { parts: [...new Set(parts)], places },
  );
  return new Map(rows.map(({ part, count }) => [part, Number(count)]));
}
