import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral, QueryResult } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

export type EntityOf<E> = new () => E;

/** By property; each is compared for equality or written. */
export type Values = Readonly<Record<string, unknown>>;

/** A further table of a statement, and how its row is known: by the property that refers to it, or by those given. */
interface Beside {
  readonly statements: Statements;
  readonly how: string | readonly string[];
}

/**
 * The plain statements on the rows of one entity. TypeORM composes a statement anew each time it is asked, which takes
 * many times as long as running it; here its text is made once for each shape, from the same metadata.
 */
class Statements {
  private readonly columns: ReadonlyMap<string, ColumnMetadata>;
  private readonly texts = new Map<string, string>();
  private readonly table: string;

  constructor(
    private readonly source: DataSource,
    private readonly metadata: EntityMetadata,
  ) {
    this.columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
    this.table = source.driver.escape(metadata.tableName);
  }

  select(where: readonly string[], limit: number | null): string {
    return this.text(`select ${limit ?? 'all'} ${where.join()}`, () => {
      const columns = [...this.columns.keys()].map((property) => this.name(property)).join(', ');
      const condition = where.length === 0 ? '' : ` WHERE ${this.equalities(where, 0).join(' AND ')}`;
      return `SELECT ${columns} FROM ${this.table}${condition}${limit === null ? '' : ` LIMIT ${limit}`}`;
    });
  }

  /** Rows with others beside them, whose columns are called `other0_…`, `other1_…`; values of those come first. */
  selectAlong(where: readonly string[], others: readonly Beside[]): string {
    const beside = others.map(({ statements, how }) => `${statements.table} ${how.toString()}`);
    return this.text(`select ${where.join()} along ${beside.join()}`, () => {
      let values = 0;
      const joins = others.map(({ statements, how }, index) => {
        const name = `other${index}`;
        const table = `JOIN ${statements.table} ${name} ON`;
        if (typeof how === 'string') return `${table} ${name}.${statements.name('id')} = own.${this.name(how)}`;
        const equal = statements.equalities(how, values, `${name}.`);
        values += how.length;
        return `LEFT ${table} ${equal.join(' AND ')}`;
      });
      const own = [...this.columns.keys()].map((property) => `own.${this.name(property)}`);
      const besides = others.flatMap(({ statements }, index) => statements.renamed(`other${index}`));
      const condition = this.equalities(where, values, 'own.').join(' AND ');
      return `SELECT ${[...own, ...besides].join(', ')} FROM ${this.table} own ${joins.join(' ')} WHERE ${condition}`;
    });
  }

  insert(properties: readonly string[], rows: number, ifNew: boolean): string {
    return this.text(`insert ${rows} ${String(ifNew)} ${properties.join()}`, () => {
      const tuples = Array.from({ length: rows }, (_, row) => {
        const parameters = properties.map((name, index) => this.parameter(name, row * properties.length + index));
        return `(${parameters.join(', ')})`;
      });
      const columns = properties.map((property) => this.name(property)).join(', ');
      return `INSERT INTO ${this.table} (${columns}) VALUES ${tuples.join(', ')}${ifNew ? ' ON CONFLICT DO NOTHING' : ''}`;
    });
  }

  update(changed: readonly string[], where: readonly string[]): string {
    return this.text(`update ${changed.join()} where ${where.join()}`, () => {
      const condition = this.equalities(where, changed.length).join(' AND ');
      return `UPDATE ${this.table} SET ${this.equalities(changed, 0).join(', ')} WHERE ${condition}`;
    });
  }

  stored(properties: readonly string[], values: Values): unknown[] {
    return properties.map(
      (name) => this.source.driver.preparePersistentValue(values[name], this.column(name)) as unknown,
    );
  }

  entity(row: ObjectLiteral, prefix = ''): ObjectLiteral {
    const entity = this.metadata.create() as Record<string, unknown>;
    for (const [property, column] of this.columns) {
      entity[property] = this.source.driver.prepareHydratedValue(
        row[`${prefix}${column.databaseName}`],
        column,
      ) as unknown;
    }
    return entity;
  }

  /** The same of what was joined if there was such a row. */
  entityIfAny(row: ObjectLiteral, prefix: string): ObjectLiteral | null {
    return row[`${prefix}id`] === null ? null : this.entity(row, prefix);
  }

  /** The columns of a table that is called so in its statement, each named after it. */
  private renamed(table: string): string[] {
    const { driver } = this.source;
    return [...this.columns.values()].map(({ databaseName }) => {
      return `${table}.${driver.escape(databaseName)} AS ${driver.escape(`${table}_${databaseName}`)}`;
    });
  }

  private text(shape: string, make: () => string): string {
    const known = this.texts.get(shape);
    if (known !== undefined) return known;
    const text = make();
    this.texts.set(shape, text);
    return text;
  }

  private equalities(properties: readonly string[], before: number, prefix = ''): string[] {
    return properties.map((name, index) => `${prefix}${this.name(name)} = ${this.parameter(name, before + index)}`);
  }

  private parameter(property: string, index: number): string {
    return this.source.driver.createParameter(property, index);
  }

  private name(property: string): string {
    return this.source.driver.escape(this.column(property).databaseName);
  }

  private column(property: string): ColumnMetadata {
    const column = this.columns.get(property);
    if (column === undefined) throw new Error(`${this.metadata.name} has no column for ${property}.`);
    return column;
  }
}

const known = new WeakMap<EntityMetadata, Statements>();

function statementsOf({ dataSource }: EntityManager, entity: EntityOf<ObjectLiteral>): Statements {
  const metadata = dataSource.getMetadata(entity);
  const made = known.get(metadata) ?? new Statements(dataSource, metadata);
  known.set(metadata, made);
  return made;
}

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

/** An entity with the property that refers to its row, or with values that its row has. */
type Along<E> = readonly [EntityOf<ObjectLiteral>, (keyof E & string) | Values];
type Found<A> = A extends readonly [EntityOf<infer F>, infer How] ? (How extends string ? F : F | null) : never;

/**
 * A row whose columns equal `where` and further ones in one round trip: those that it refers to, and those that have
 * values of their own, which are null when there is none. All of it is null when there is no such row.
 */
export async function findAlong<E extends ObjectLiteral, const A extends readonly Along<E>[]>(
  manager: EntityManager,
  [entity, where]: readonly [EntityOf<E>, Values],
  ...along: A
): Promise<readonly [E, ...{ [I in keyof A]: Found<A[I]> }] | null> {
  const own = statementsOf(manager, entity);
  const others = along.map(([other, how]) => ({
    statements: statementsOf(manager, other),
    how: typeof how === 'string' ? how : Object.keys(how),
  }));
  const given = along.flatMap(([, how], index) =>
    typeof how === 'string' ? [] : (others[index]?.statements.stored(Object.keys(how), how) ?? []),
  );
  const properties = Object.keys(where);
  const text = own.selectAlong(properties, others);
  const [row]: ObjectLiteral[] = await manager.query(text, [...given, ...own.stored(properties, where)]);
  if (row === undefined) return null;
  const found = others.map(({ statements }, index) => statements.entityIfAny(row, `other${index}_`));
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

type Named = Readonly<Record<string, string | number | readonly string[]>>;

/** One changing statement with `:name` parameters, for what equality can't say; tells how many rows it changed. */
export async function changeNamed(tx: EntityManager, sql: string, parameters: Named): Promise<number> {
  const [native, values] = tx.dataSource.driver.escapeQueryWithParameters(sql, parameters);
  return changed(tx, native, values);
}

/** The same, which answers the changed rows of the entity as they then are. */
export async function changeReturning<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityOf<E>,
  sql: string,
  parameters: Named,
): Promise<E[]> {
  const [native, values] = tx.dataSource.driver.escapeQueryWithParameters(`${sql} RETURNING *`, parameters);
  const { records } = await runChange(tx, native, values);
  const statements = statementsOf(tx, entity);
  return records.map((row) => statements.entity(row as ObjectLiteral) as E);
}
