import type { EntityManager, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

type AnyFunction = (...args: never[]) => unknown;

/** An entity's columns without its behaviour. */
export type Row<E> = { [K in keyof E as E[K] extends AnyFunction ? never : K]: E[K] };

type EntityOf<E> = new () => E;

/** Inserts one row; the compiler asks for every column. */
export async function insertRow<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  row: Row<E>,
): Promise<void> {
  await tx.insert(entity, row as unknown as QueryDeepPartialEntity<E>);
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
  for (const group of inGroups(rows)) await tx.insert(entity, group as unknown as QueryDeepPartialEntity<E>[]);
}

/** Inserts those rows of which no unique index holds the like; the transaction stays usable on both engines. */
export async function insertIfNew<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  ...rows: readonly Row<E>[]
): Promise<void> {
  const values = rows as unknown as QueryDeepPartialEntity<E>[];
  await tx.createQueryBuilder().insert().into(entity).values(values).orIgnore().execute();
}

/** Compare-and-set: changes the rows that match `where` and tells how many there were. */
export async function updateRows<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  where: FindOptionsWhere<E>,
  change: Partial<Row<E>>,
): Promise<number> {
  const { affected } = await tx.update(entity, where, change as unknown as QueryDeepPartialEntity<E>);
  return affected ?? 0;
}
