import pg from 'pg';
import { PreparedQuery, type Prepared } from './prepared-query.js';

/** Far more than there are different statements, but lists of any length make ever new ones. */
const mostPrepared = 1_000;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPrepared) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

type Asked = [unknown, unknown?, unknown?];

/** Null for what has no parameters, which isn't worth a name, and for whoever wants to be called back. */
function statementOf([text, values, callback]: Asked): Prepared | null {
  if (typeof text !== 'string' || !Array.isArray(values) || callback !== undefined) return null;
  const name = nameOf(text);
  return name === undefined ? null : { name, text, values };
}

/**
 * A client that has PostgreSQL prepare each statement with parameters once per connection, under a name. Statements that
 * are asked in the same turn go out in one packet.
 */
export class PreparingClient extends pg.Client {
  private holding = false;

  override query = ((...asked: Asked) => {
    this.hold();
    const send = super.query.bind(this) as (...sent: Asked) => unknown;
    const prepared = statementOf(asked);
    if (prepared === null) return send(...asked);
    return new Promise((resolve, reject) => {
      const told = (error: Error | null, result: pg.QueryResult) => {
        if (error === null) resolve(result);
        else reject(error);
      };
      send(new PreparedQuery(prepared, told));
    });
  }) as pg.Client['query'];

  private hold(): void {
    if (this.holding) return;
    this.holding = true;
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => {
      this.holding = false;
      stream.uncork();
    });
  }
}
