import type { EntityManager, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { LeanPostgresRunner } from './lean-postgres-runner.js';
import type { EntityOf } from './composed-statements.js';
import { insertInto, isPlain, updateWhere } from './statements.js';

type AnyFunction = (...args: never[]) => unknown;

/** An entity's columns without its behaviour. */
export type Row<E> = { [K in keyof E as E[K] extends AnyFunction ? never : K]: E[K] };

/** Inserts one row; the compiler asks for every column. */
export async function insertRow<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  row: Row<E>,
): Promise<void> {
  await insertInto(tx, entity, [row], { ifNew: false });
}

/** Rows of one statement: far from the engines' limits on parameters. */
const rowsAtOnce = 100;

/** These, in groups that one statement takes. */
export function inGroups<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, group) =>
    all.slice(group * rowsAtOnce, (group + 1) * rowsAtOnce),
  );
}

/** Inserts many rows in few statements. */
export async function insertRows<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  rows: readonly Row<E>[],
): Promise<void> {
  for (const group of inGroups(rows)) await insertInto(tx, entity, group, { ifNew: false });
}

/**
 * Inserts rows that nobody need wait for. On PostgreSQL it goes on at once: what the transaction reads later sees them,
 * and its commit waits for them and fails when they do.
 */
export async function insertByCommit<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  rows: readonly Row<E>[],
): Promise<void> {
  const written = Promise.all(inGroups(rows).map((group) => insertInto(tx, entity, group, { ifNew: false })));
  const { queryRunner } = tx;
  if (queryRunner instanceof LeanPostgresRunner) queryRunner.awaitAtCommit(written);
  else await written;
}

/**
 * Inserts those rows of which no unique index holds the like, and tells how many they were; the transaction stays usable
 * on both engines.
 */
export async function insertIfNew<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  ...rows: readonly Row<E>[]
): Promise<number> {
  return insertInto(tx, entity, rows, { ifNew: true });
}

/** Compare-and-set: changes the rows that match `where` and tells how many there were. */
export async function updateRows<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  where: FindOptionsWhere<E>,
  change: Partial<Row<E>>,
): Promise<number> {
  if (isPlain(where)) return updateWhere(tx, entity, { where, change });
  const { affected } = await tx.update(entity, where, change as unknown as QueryDeepPartialEntity<E>);
  return affected ?? 0;
}
