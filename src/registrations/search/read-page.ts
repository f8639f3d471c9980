import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { matching, type Narrowing } from '../registration-filter.js';
import { Registration } from '../registration.entity.js';
import { among, NameIndex } from './name-index.js';

type Query = SelectQueryBuilder<Registration>;

/** For each that is wanted: names with the same letters in other places are found along with it. */
const candidatesPerRow = 4;
/** Far more than a page: who is not found among so many candidates is looked for without the index. */
const mostCandidates = 2_000;

export interface PageAsked {
  readonly batchId: string;
  /** Part of a name in any case, or a whole code. */
  readonly q?: string | undefined;
  /** The id of the last one seen. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Registrations of a batch in order of registering: `limit`, and one more when there are more. Large batches have an
 * index of names; what it leaves open is read row by row.
 */
export async function readPage(
  reader: EntityManager,
  { batchId, q, after, limit }: PageAsked,
  narrowing: Narrowing = () => undefined,
): Promise<Registration[]> {
  const query = reader
    .createQueryBuilder(Registration, 'registration')
    .where('registration.batchId = :batchId', { batchId })
    .orderBy('registration.sequence', 'ASC')
    .take(limit + 1);
  narrowing(query);
  if (q !== undefined) matching(query, q);
  const index = q === undefined ? null : await NameIndex.of(reader, batchId, q);
  if (index !== null) {
    const last = after === undefined ? { sequence: 0 } : await reader.findOneBy(Registration, { id: after, batchId });
    return last === null ? [] : readByIndex(query, index, { seen: last.sequence, limit });
  }
  if (after !== undefined) query.andWhere(`registration.sequence > (${sequenceOf(query)})`, { after });
  return query.getMany();
}

/** Rare names are found at once and frequent ones soon; who is neither takes as long as without the index. */
async function readByIndex(
  query: Query,
  index: NameIndex,
  { seen, limit }: { seen: number; limit: number },
): Promise<Registration[]> {
  const rows: Registration[] = [];
  for (const most of [candidatesPerRow * (limit + 1), mostCandidates]) {
    const candidates = await index.next(seen, most);
    if (candidates.sequences.length > 0) rows.push(...(await among(query.clone(), candidates).getMany()));
    if (rows.length > limit) return rows.slice(0, limit + 1);
    seen = candidates.through;
    if (candidates.all) break;
  }
  const rest = await query.clone().andWhere('registration.sequence > :seen', { seen }).getMany();
  return [...rows, ...rest].slice(0, limit + 1);
}

function sequenceOf(query: Query): string {
  return query
    .subQuery()
    .select('last.sequence')
    .from(Registration, 'last')
    .where('last.id = :after AND last.batchId = :batchId')
    .getQuery();
}
