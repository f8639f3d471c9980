import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

export type EntityOf<E> = new () => E;

/** By property; each is compared for equality or written. */
export type Values = Readonly<Record<string, unknown>>;

/** A further table of a statement, and the property that refers to its row. */
interface Beside {
  readonly statements: Statements;
  readonly reference: string;
}

interface Field {
  readonly column: ColumnMetadata;
  readonly name: string;
  readonly asIs: boolean;
}

/** Types of columns whose values are the same in rows and in entities. */
const kept = new Set<unknown>(['varchar', 'text', 'integer']);

/**
 * The plain statements on the rows of one entity. TypeORM composes a statement anew each time it is asked, which takes
 * many times as long as running it; here its text is made once for each shape, from the same metadata.
 */
export class Statements {
  private readonly columns: ReadonlyMap<string, ColumnMetadata>;
  private readonly texts = new Map<string, string>();
  private readonly fieldsByPrefix = new Map<string, readonly Field[]>();
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
      const condition = where.length === 0 ? '' : ` WHERE ${this.equalities(where, 0).join(' AND ')}`;
      return `SELECT ${this.all()} FROM ${this.table}${condition}${limit === null ? '' : ` LIMIT ${limit}`}`;
    });
  }

  selectIn(property: string, values: number): string {
    return this.text(`select ${values} of ${property}`, () => {
      const listed = Array.from({ length: values }, (_, index) => this.parameter(property, index)).join(', ');
      return `SELECT ${this.all()} FROM ${this.table} WHERE ${this.name(property)} IN (${listed})`;
    });
  }

  /** Rows with those that they refer to, whose columns are called `other0_…`, `other1_…`. */
  selectAlong(where: readonly string[], others: readonly Beside[]): string {
    const along = others.map(({ statements, reference }) => `${statements.table} ${reference}`);
    return this.text(`select ${where.join()} along ${along.join()}`, () => {
      const joins = others.map(({ statements, reference }, index) => {
        const name = `other${index}`;
        return `JOIN ${statements.table} ${name} ON ${name}.${statements.name('id')} = own.${this.name(reference)}`;
      });
      const columns = others.flatMap(({ statements }, index) => statements.renamed(`other${index}`));
      const condition = this.equalities(where, 0, 'own.').join(' AND ');
      return `SELECT ${[this.all('own.'), ...columns].join(', ')} FROM ${this.table} own ${joins.join(' ')} WHERE ${condition}`;
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
    for (const { column, name, asIs } of this.fields(prefix)) {
      const value: unknown = row[name];
      entity[column.propertyName] = asIs ? value : this.source.driver.prepareHydratedValue(value, column);
    }
    return entity;
  }

  /** The columns under the names that they have in rows, and whether what stands there is the property's value. */
  private fields(prefix: string): readonly Field[] {
    const known = this.fieldsByPrefix.get(prefix);
    if (known !== undefined) return known;
    const fields = [...this.columns.values()].map((column) => {
      const asIs = kept.has(column.type) && column.transformer === undefined;
      return { column, name: `${prefix}${column.databaseName}`, asIs };
    });
    this.fieldsByPrefix.set(prefix, fields);
    return fields;
  }

  private all(prefix = ''): string {
    return [...this.columns.keys()].map((property) => `${prefix}${this.name(property)}`).join(', ');
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

export function statementsOf({ dataSource }: EntityManager, entity: EntityOf<ObjectLiteral>): Statements {
  const metadata = dataSource.getMetadata(entity);
  const made = known.get(metadata) ?? new Statements(dataSource, metadata);
  known.set(metadata, made);
  return made;
}
