import type { EntityManager } from 'typeorm';

type List = readonly (string | number)[];

/** By the names in a statement; of a list, `:...name` stands for its values and `:name` for the whole. */
export type Named = Readonly<Record<string, string | number | List>>;

/** Where a value of the driver's own list comes from. */
interface Place {
  readonly name: string;
  /** In a list. */
  readonly index?: number;
}

interface Native {
  readonly text: string;
  readonly places: readonly Place[];
}

/** Far more than there are different statements, but lists of any length make ever new ones. */
const mostKnown = 1_000;
const known = new WeakMap<object, Map<string, Native>>();

/**
 * A statement with `:name` parameters as the driver wants it, text and values. TypeORM reads the text anew each time;
 * here that is done once for each text and length of its lists.
 */
export function nativeStatement({ dataSource }: EntityManager, sql: string, parameters: Named): [string, unknown[]] {
  const lists = Object.entries(parameters).flatMap(([name, value]) =>
    isList(value) ? `${name}=${value.length} ` : [],
  );
  const shape = lists.join('') + sql;
  const statements = known.get(dataSource) ?? new Map<string, Native>();
  known.set(dataSource, statements);
  let native = statements.get(shape);
  if (native === undefined) {
    const marked = Object.entries(parameters).map(([name, value]) => [name, marks(name, value)]);
    const [text, places] = dataSource.driver.escapeQueryWithParameters(sql, Object.fromEntries(marked) as object);
    native = { text, places: places as Place[] };
    if (statements.size < mostKnown) statements.set(shape, native);
  }
  return [native.text, native.places.map(({ name, index }) => valueAt(parameters[name], index))];
}

/** What stands for a value until the driver tells where it goes: for the whole, and for each of a list. */
function marks(name: string, value: Named[string]): Place {
  const whole: Place = { name };
  if (!isList(value)) return whole;
  const each = value.map((_, index): Place => ({ name, index }));
  return Object.assign(each, whole);
}

function valueAt(value: Named[string] | undefined, index: number | undefined): unknown {
  return index === undefined || !isList(value) ? value : value[index];
}

function isList(value: Named[string] | undefined): value is List {
  return Array.isArray(value);
}
