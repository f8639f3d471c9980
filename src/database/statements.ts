import type { EntityManager, ObjectLiteral, QueryResult } from 'typeorm';
import { statementsOf, type EntityOf, type Values } from './composed-statements.js';
import { nativeStatement, type Named } from './native-statement.js';

/** Whether all of it can be compared with `=`. */
export function isPlain(where: unknown): where is Values {
  return (
    typeof where === 'object' &&
    where !== null &&
    !Array.isArray(where) &&
    Object.values(where).every((value) => typeof value === 'string' || typeof value === 'number')
  );
}

/** The rows whose columns equal `where`, at most `limit` of them; null for all. */
export async function selectRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<E>,
  where: Values,
  limit: number | null,
): Promise<E[]> {
  const statements = statementsOf(manager, entity);
  const properties = Object.keys(where);
  const text = statements.select(properties, limit);
  const found: ObjectLiteral[] = await manager.query(text, statements.stored(properties, where));
  return found.map((row) => statements.entity(row) as E);
}

/** The rows in which a column has one of these values, as much of a list as a request asks for. */
export async function selectIn<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<E>,
  property: keyof E & string,
  values: readonly string[],
): Promise<E[]> {
  if (values.length === 0) return [];
  const statements = statementsOf(manager, entity);
  const found: ObjectLiteral[] = await manager.query(statements.selectIn(property, values.length), [...values]);
  return found.map((row) => statements.entity(row) as E);
}

/** An entity with the property that refers to its row. */
type Along<E> = readonly [EntityOf<ObjectLiteral>, keyof E & string];
type Found<A> = A extends readonly [EntityOf<infer F>, string] ? F : never;

/** A row whose columns equal `where` and those that it refers to, in one round trip. Null when there is none. */
export async function findAlong<E extends ObjectLiteral, const A extends readonly Along<E>[]>(
  manager: EntityManager,
  [entity, where]: readonly [EntityOf<E>, Values],
  ...along: A
): Promise<readonly [E, ...{ [I in keyof A]: Found<A[I]> }] | null> {
  const own = statementsOf(manager, entity);
  const others = along.map(([other, reference]) => ({ statements: statementsOf(manager, other), reference }));
  const properties = Object.keys(where);
  const [row]: ObjectLiteral[] = await manager.query(
    own.selectAlong(properties, others),
    own.stored(properties, where),
  );
  if (row === undefined) return null;
  const found = others.map(({ statements }, index) => statements.entity(row, `other${index}_`));
  return [own.entity(row), ...found] as unknown as readonly [E, ...{ [I in keyof A]: Found<A[I]> }];
}

/** Inserts rows of the same properties, with `ifNew` without those of which a unique index holds the like; how many. */
export async function insertInto(
  tx: EntityManager,
  entity: EntityOf<ObjectLiteral>,
  rows: readonly Values[],
  { ifNew }: { readonly ifNew: boolean },
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const statements = statementsOf(tx, entity);
  const properties = Object.keys(first);
  const values = rows.flatMap((row) => statements.stored(properties, row));
  return changed(tx, statements.insert(properties, rows.length, ifNew), values);
}

/** Changes the rows whose columns equal `where`; tells how many there were. */
export async function updateWhere(
  tx: EntityManager,
  entity: EntityOf<ObjectLiteral>,
  { where, change }: { readonly where: Values; readonly change: Values },
): Promise<number> {
  const statements = statementsOf(tx, entity);
  const [written, compared] = [Object.keys(change), Object.keys(where)];
  const values = [...statements.stored(written, change), ...statements.stored(compared, where)];
  return changed(tx, statements.update(written, compared), values);
}

async function changed(tx: EntityManager, text: string, values: unknown[]): Promise<number> {
  return (await runChange(tx, text, values)).affected ?? 0;
}

function runChange({ queryRunner }: EntityManager, text: string, values: unknown[]): Promise<QueryResult> {
  if (queryRunner === undefined) throw new Error('Rows are changed in a transaction.');
  return queryRunner.query(text, values, true);
}

/** One changing statement with `:name` parameters, for what equality can't say; tells how many rows it changed. */
export async function changeNamed(tx: EntityManager, sql: string, parameters: Named): Promise<number> {
  const [native, values] = nativeStatement(tx, sql, parameters);
  return changed(tx, native, values);
}

/** The same, which answers the changed rows of the entity as they then are. */
export async function changeReturning<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  sql: string,
  parameters: Named,
): Promise<E[]> {
  const [native, values] = nativeStatement(tx, `${sql} RETURNING *`, parameters);
  const { records } = await runChange(tx, native, values);
  const statements = statementsOf(tx, entity);
  return records.map((row) => statements.entity(row as ObjectLiteral) as E);
}
