import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral, QueryResult } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

export type EntityOf<E> = new () => E;

/** By property; each is compared for equality or written. */
export type Values = Readonly<Record<string, unknown>>;

const otherPrefix = 'other_';

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

  /** Rows with the one that their `by` refers to, whose columns are called `other_…`. */
  selectAlong(where: readonly string[], by: string, other: Statements): string {
    return this.text(`select ${where.join()} along ${by} ${other.table}`, () => {
      const own = [...this.columns.keys()].map((property) => `own.${this.name(property)}`);
      const others = [...other.columns.values()].map(({ databaseName }) => {
        const { driver } = this.source;
        return `other.${driver.escape(databaseName)} AS ${driver.escape(`${otherPrefix}${databaseName}`)}`;
      });
      const join = `JOIN ${other.table} other ON other.${other.name('id')} = own.${this.name(by)}`;
      const condition = this.equalities(where, 0, 'own.').join(' AND ');
      return `SELECT ${[...own, ...others].join(', ')} FROM ${this.table} own ${join} WHERE ${condition}`;
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

/**
 * A row whose columns equal `where` and the one whose id its property `by` is, in one round trip; null when there is
 * none.
 */
export async function findAlong<E extends ObjectLiteral, F extends ObjectLiteral>(
  manager: EntityManager,
  [entity, where]: readonly [EntityOf<E>, Values],
  [other, by]: readonly [EntityOf<F>, keyof E & string],
): Promise<readonly [E, F] | null> {
  const [own, others] = [statementsOf(manager, entity), statementsOf(manager, other)];
  const properties = Object.keys(where);
  const text = own.selectAlong(properties, by, others);
  const [row]: ObjectLiteral[] = await manager.query(text, own.stored(properties, where));
  return row === undefined ? null : [own.entity(row) as E, others.entity(row, otherPrefix) as F];
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
