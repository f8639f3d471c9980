import pg from 'pg';

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

/**
 * A client that has PostgreSQL prepare each statement with parameters once per connection, under a name. Statements that
 * are asked in the same turn go out in one packet.
 */
export class PreparingClient extends pg.Client {
  private holding = false;

  override query = ((...asked: Asked) => {
    this.hold();
    const [text, values, callback] = asked;
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    const send = super.query.bind(this) as (...sent: Asked) => unknown;
    return name === undefined ? send(...asked) : send({ name, text, values }, callback);
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
