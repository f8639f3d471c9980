import pg from 'pg';

/** What pg knows of the rows that a statement answers. Its types say nothing of these. */
interface Shape {
  readonly fields: unknown;
  readonly _parsers: unknown;
  readonly _prebuiltEmptyResultObject: unknown;
}

interface Insides {
  name: string;
  _result: Shape;
  _accumulateRows: boolean;
  prepare(connection: Connection): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

interface Connection {
  readonly stream: { cork(): void; uncork(): void };
}

export interface Prepared {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

type Told = (error: Error | null, result: pg.QueryResult) => void;

const Insides = pg.Query as unknown as new (text: string, values: unknown[], told: Told) => Insides & pg.Submittable;

/** Of one connection: what is known of its statements, by name, and the same connection without its question for that. */
class Known {
  readonly shapes = new Map<string, Shape>();

  constructor(readonly withoutDescribing: Connection) {}
}

const known = new WeakMap<Connection, Known>();

function knownOf(connection: Connection): Known {
  const standing = known.get(connection);
  if (standing !== undefined) return standing;
  const quiet = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  const made = new Known(quiet);
  known.set(connection, made);
  return made;
}

/**
 * A statement that the server has prepared under a name. How its rows look is asked once per connection: pg asks each
 * time, and the answer is longer than most rows.
 */
export class PreparedQuery extends Insides {
  /** Given by itself, the name spares pg from copying all that it is given. */
  constructor({ name, text, values }: Prepared, told: Told) {
    super(text, values, told);
    this.name = name;
  }

  override prepare(connection: Connection): void {
    const { shapes, withoutDescribing } = knownOf(connection);
    const shape = shapes.get(this.name);
    if (shape === undefined) {
      super.prepare(connection);
      return;
    }
    Object.assign(this._result, shape);
    this._accumulateRows = true;
    super.prepare(withoutDescribing);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    const { shapes } = knownOf(connection);
    if (!shapes.has(this.name)) {
      const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
      shapes.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
    }
    super.handleCommandComplete(message, connection);
  }
}
